"""The room's truths: what is asked, when, of whom, under which keys, and what was said about it in Notices."""

from .entitled import Collecting, IssuedEntitlement
from .invitation import Invitation, Issued, IssuedSpare
from .key import GivenAlready, SigningKey
from .notice import Notice, Overtaken
from .questionnaire import Frozen, Question, Questionnaire
from .wave import Campaign, IllegalMove, Participation, Wave

__all__ = [
    "Campaign",
    "Collecting",
    "Frozen",
    "GivenAlready",
    "IllegalMove",
    "Invitation",
    "Issued",
    "IssuedEntitlement",
    "IssuedSpare",
    "Notice",
    "Overtaken",
    "Participation",
    "Question",
    "Questionnaire",
    "SigningKey",
    "Wave",
]
