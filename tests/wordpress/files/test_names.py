"""Many names in little room: what was noted first stays, whether it has been packed or not."""

import pickle

from wordpress.files import names
from wordpress.files.names import Names


def test_the_first_number_of_a_name_stays_however_many_come(monkeypatch):
    monkeypatch.setattr(names, "RUN", 4)
    some = Names()
    for number in range(50):
        some.note(f"name {number}", number)
        some.note(f"name {number // 2}", 1000)
    assert [some.get(f"name {number}") for number in range(50)] == list(range(50))
    assert some.get("name 50") is None


def test_other_processes_are_given_them_in_little_room(monkeypatch):
    some = Names()
    for number in range(names.RUN):
        some.note(f"https://old.example.org/wp-content/uploads/2020/03/view-{number}.jpg", number)
    sent = pickle.dumps(some)
    assert len(sent) < 17 * names.RUN
    assert pickle.loads(sent).get("https://old.example.org/wp-content/uploads/2020/03/view-7.jpg") == 7  # noqa: S301
