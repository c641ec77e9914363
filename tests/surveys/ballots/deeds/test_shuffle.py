import threading

from django.db import connection

from surveys.ballots.deeds.cast import cast
from surveys.ballots.deeds.shuffle import shuffle
from surveys.ballots.models import Ballot, Box
from tests.surveys.ballots import town as towns
from tests.surveys.ballots.conftest import keep


def rows():
    return set(Ballot.objects.values_list("id", "serial", "sealed"))


def as_written():
    """The serials as they lie in the table, and which transactions wrote them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT serial, xmin::text FROM ballots_ballot ORDER BY ctid")
        found = cursor.fetchall()
    return [bytes(serial) for serial, _ in found], {writer for _, writer in found}


def test_shuffle_when_ballots_lie_in_the_order_they_came_leaves_none_of_it(busy_town):
    bodies = [busy_town.ballot() for _ in range(12)]
    for body in bodies:
        cast(body=body, now=towns.DURING)
    came, before = [body[2:34] for body in bodies], rows()
    assert as_written()[0] == came

    shuffle()

    lie, writers = as_written()
    assert rows() == before
    assert lie == [bytes(serial) for serial in Ballot.objects.order_by("id").values_list("serial", flat=True)]
    assert lie != came
    assert len(writers) == 1


def test_shuffle_when_a_box_is_under_count_leaves_its_rows(busy_town):
    keep(busy_town, [busy_town.ballot() for _ in range(3)])
    Box.objects.update(state="labels")
    before = as_written()

    shuffle()

    assert as_written() == before


def test_shuffle_when_ballots_come_in_meanwhile_loses_none(busy_town):
    bodies = [busy_town.ballot() for _ in range(40)]

    def send(part):
        for body in part:
            cast(body=body, now=towns.DURING)
        connection.close()

    threads = [threading.Thread(target=send, args=[bodies[place::4]]) for place in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        shuffle()
    for thread in threads:
        thread.join()

    assert sorted(bytes(serial) for _, serial, _ in rows()) == sorted(body[2:34] for body in bodies)
