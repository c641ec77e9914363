import itertools

import pytest
from django.db import IntegrityError, transaction

from surveys.ballots.models import Box, IllegalMove, Notice

ALLOWED = [("open", "labels"), ("labels", "answers"), ("answers", "published")]


@pytest.mark.parametrize("before, after", list(itertools.product(Box.State.values, repeat=2)))
def test_move_when_the_table_does_not_allow_it_refuses(town, before, after):
    Box.objects.update(state=before)
    box = Box.objects.get()

    if (before, after) in ALLOWED:
        box.move(Box.State(after))
    else:
        with pytest.raises(IllegalMove):
            box.move(Box.State(after))

    assert Box.objects.get().state == (after if (before, after) in ALLOWED else before)


def test_box_when_its_state_is_unknown_is_refused_by_the_database(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        Box.objects.update(state="reopened")


def test_notice_when_a_wave_has_no_ballot_key_is_refused_by_the_database(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.filter(kind="wave").update(ballot_key_id=None)
