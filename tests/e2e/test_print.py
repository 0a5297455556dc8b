"""What comes out of the printer."""

import pypdfium2
import pytest
from playwright.sync_api import Page

from seeds.factories.articles import make_article, make_category, make_story, make_topic

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PARAGRAPH = "<p>" + "كان البئر في آخر الحديقة عميقا وماؤه باردا في الصيف كله. " * 5 + "</p>"


@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_foot_of_a_page_has_no_sheet_to_itself(page: Page, live_server, code):
    topics, story_category = [make_topic()], make_category()
    for count in range(9, 21):
        story = make_story(category=story_category)
        article = make_article(story=story, edition=code, body=PARAGRAPH * count, topics=topics if count == 9 else [])
        page.goto(f"{live_server.url}{article.get_absolute_url()}")
        page.emulate_media(media="print")
        sheets = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
        last = sheets[len(sheets) - 1].get_textpage().get_text_range()
        assert len(last) > 250, (count, last)
