"""Pages of the desk that are about no single model: their addresses under admin/."""

from collections.abc import Callable
from typing import Any

from accounts import notice_views


def desk_pages() -> list[tuple[str, Callable[..., Any], str]]:
    """(address, view, name in the namespace `admin`). Read when addresses are, since views need the models."""
    from accounts.admin import missing, redirect_files
    from articles.admin import board, calendar, notes, pairs, plan, stages
    from publications.admin.mail import edition, issue, preview, sendings, typed
    from readers.admin import erasing, messages, queue, subscriber_files, subscribers, suppressed

    cell = "<int:story>/<slug:edition>/"
    return [
        ("board/", board.board, "board"),
        (f"board/plan/{cell}", plan.edit_plan, "board-plan"),
        (f"board/plan/{cell}move/", plan.move_planned, "board-plan-move"),
        (f"board/plan/{cell}take/", plan.take_story, "board-plan-take"),
        ("calendar/", calendar.month_or_week, "calendar"),
        ("articles/article/<int:article>/stage/", stages.change_stage, "article-stage"),
        ("articles/article/<int:article>/notes/", notes.notes_of_article, "article-notes"),
        ("articles/note/<int:note>/", notes.change_note, "note"),
        ("pairs/", pairs.pairs, "pairs"),
        ("pairs/decide/", pairs.decide, "pairs-decide"),
        ("comments/", queue.comments, "comments"),
        ("comments/decide/", queue.decide_on, "comments-decide"),
        ("messages/", messages.messages_list, "messages"),
        ("messages/mark/", messages.mark, "messages-mark"),
        ("mail/", sendings.all_sendings, "sendings"),
        ("mail/sending/<int:number>/", sendings.one_sending, "sending"),
        ("mail/sending/<int:number>/act/", sendings.act, "sending-act"),
        ("mail/issue/<int:number>/", issue.issue_page, "issue-mail"),
        ("mail/issue/<int:number>/words/", issue.issue_words, "issue-mail-words"),
        ("mail/issue/<int:number>/sample/", issue.issue_sample, "issue-mail-sample"),
        ("mail/issue/<int:number>/send/", issue.issue_send, "issue-mail-send"),
        ("mail/issue/<int:number>/preview/", preview.issue_preview, "issue-mail-preview"),
        ("mail/look/<slug:code>.css", typed.mail_look, "mail-look"),
        ("mail/edition/<slug:code>/", edition.edition_mail, "edition-mail"),
        ("mail/edition/<slug:code>/digest/", preview.digest_preview, "digest-preview"),
        ("erase-reader/", erasing.erase, "erase-reader"),
        ("subscribers/", subscribers.subscribers, "subscribers"),
        ("subscribers/numbers/", subscribers.numbers, "subscriber-numbers"),
        ("subscribers/find/", subscribers.find, "subscribers-find"),
        ("subscribers/act/", subscribers.act_on, "subscribers-act"),
        ("subscribers/export/", subscribers.export, "subscribers-export"),
        ("subscribers/files/", subscriber_files.files, "subscriber-files"),
        ("subscribers/files/<int:number>/", subscriber_files.file_page, "subscriber-file"),
        ("subscribers/files/<int:number>/take/", subscriber_files.take, "subscriber-file-take"),
        ("suppressed/", suppressed.suppressed_address, "suppressed"),
        ("missing/", missing.missing_addresses, "missing"),
        ("missing/mend/", missing.mend, "missing-mend"),
        ("delivery/redirect/export/", redirect_files.export_redirects, "redirects-export"),
        ("delivery/redirect/import/", redirect_files.import_redirects, "redirects-import"),
        ("notices/", notice_views.notice_list, "notices"),
        ("notices/read/", notice_views.read_notices, "notices-read"),
        ("notices/mail/", notice_views.choose_mail, "notices-mail"),
    ]
