"""Each rule of the house broken on purpose in a copy of the tree: what holds the rule must see it and say so."""

from pathlib import Path

import pytest

from . import columns, contracts, rules, sides
from .planting import Copy
from .test_columns import NAMELESS, SOFTWARE

CANDLES = "candles knows no other room"
BALLOTS = "ballots knows no other room"
SIDEWAYS = "named rooms know people and nothing else sideways"
NAMED = "named rooms know no room of the nameless side"
CROSSING = "only what two named rooms ask goes over the crossing"
PEN = "only the two blind doors hold the pen"
KNIFE = "only the count and the router hold the knife"
DESK = "desk knows people and no room that asks"
ASKING = "rooms that ask know no desk"
BENCH = "the bench knows the count that it measures and no other room"
WEB = "no web process reaches the knife"
ROOF = "rooms know neither the roof nor what stands around the house"
CRYPTO = "crypto knows nothing of ours, no Django, no clock and no network"
DISCLOSURE = "disclosure knows nothing of ours, no Django, no files, no clock and no network"
DEEDS = "no deed calls a deed"


@pytest.fixture(scope="session")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("tree"))


@pytest.fixture
def tree(copy):
    """A copy to plant a breach in."""
    yield copy
    copy.restore()


def nameless_columns(tree):
    seen = sides.look(tree.root, "nameless")["columns"]
    kept = columns.of_tables(seen, columns.tables_of(seen) - SOFTWARE)
    return columns.undeclared(kept, NAMELESS), columns.unfit(kept, targets=columns.tables_of(NAMELESS))


SOURCE_RULES = (
    contracts.broken, contracts.unlisted, rules.late_imports, rules.links_across, rules.clocks, rules.drawers,
    rules.too_long, rules.unexplained, rules.leftovers,
)  # fmt: skip


@pytest.mark.parametrize("rule", SOURCE_RULES, ids=lambda rule: rule.__name__)
def test_the_tree_as_it_is_breaks_no_rule(tree, rule):
    assert rule(tree.root) == []


@pytest.mark.parametrize("side", ["named", "nameless"])
def test_the_sides_as_they_are_hold_nothing_foreign(tree, side):
    assert sides.strangers(side, sides.look(tree.root, side)) == []


def test_the_columns_as_they_are_are_declared(tree):
    assert nameless_columns(tree) == ([], [])


@pytest.mark.parametrize(
    ("file", "line", "fallen"),
    [
        ("surveys/ballots/models.py", "from surveys.people.models import Employee", BALLOTS),
        ("surveys/ballots/views.py", "from wellbeing.candles.models import Candle", BALLOTS),
        ("wellbeing/candles/tasks.py", "from surveys.campaigns import models as campaigns", CANDLES),
        ("wellbeing/candles/views/flags.py", "import surveys.ballots.deeds.cast", CANDLES),
        ("surveys/people/models.py", "import surveys.ballots.models", NAMED),
        ("surveys/reports/models.py", "from surveys.campaigns.models import Wave", SIDEWAYS),
        ("surveys/people/models.py", "from surveys.reports.models import Report", SIDEWAYS),
        ("surveys/people/models.py", "import surveys.crossing", CROSSING),
        ("surveys/campaigns/deeds/deliver.py", "from surveys.crossing import Crossing", CROSSING),
        ("config/front.py", "from surveys import crossing", CROSSING),
        ("surveys/ballots/tasks.py", "from surveys.crossing import Crossing", CROSSING),
        ("surveys/ballots/tasks.py", "from surveys.crossing import Crossing", BALLOTS),
        ("wellbeing/candles/tasks.py", "from surveys.crossing import Crossing", CANDLES),
        ("surveys/crossing.py", "import wellbeing.candles.models", NAMED),
        ("surveys/crossing.py", "import surveys.people.models", SIDEWAYS),
        ("surveys/extra.py", '"""A module nobody listed."""', SIDEWAYS),
        ("wellbeing/candles/models/candle.py", "import config.settings", ROOF),
        ("demo/town.py", "import surveys.people.models", "the demo knows no room"),
        ("bench/wave.py", "import wellbeing.candles.models", BENCH),
        ("crypto/seal.py", "from django.conf import settings", CRYPTO),
        ("crypto/seal.py", "import disclosure", CRYPTO),
        ("crypto/seal.py", "import time", CRYPTO),
        ("disclosure/tree.py", "from django.db import models", DISCLOSURE),
        ("disclosure/tree.py", "from pathlib import Path", DISCLOSURE),
        ("surveys/reports/models.py", "from crypto.sign import Pen", PEN),
        ("surveys/ballots/views.py", "from crypto.sign import Pen", PEN),
        ("surveys/campaigns/views.py", "from crypto import sign", PEN),
        ("wellbeing/candles/deeds/take_flag.py", "from crypto.sign import Pen", PEN),
        ("wellbeing/candles/tasks.py", "from crypto.sign import Pen", PEN),
        ("config/front.py", "from crypto.unseal import Knife", KNIFE),
        ("surveys/campaigns/tasks.py", "from crypto.unseal import Knife", KNIFE),
        ("wellbeing/candles/deeds/take_flag.py", "from crypto.unseal import Knife", KNIFE),
        ("wellbeing/candles/views/flags.py", "from ..deeds.route_flags import route_flags", WEB),
        ("surveys/ballots/views.py", "from .tasks import count", WEB),
        ("wellbeing/candles/deeds/take_flag.py", "from .gather_flags import gather_flags", DEEDS),
        ("surveys/campaigns/deeds/plan_wave.py", "from .close_wave import close_wave", DEEDS),
        ("wellbeing/candles/models/candle.py", "from ..deeds import shuffle", "floors of candles"),
        ("surveys/ballots/deeds/cast.py", "from .. import views", "floors of ballots"),
        ("surveys/people/extra.py", '"""A module nobody listed."""', "floors of people"),
        ("surveys/ballots/extra.py", '"""A module nobody listed."""', "floors of ballots"),
        ("wellbeing/extra/__init__.py", '"""A room nobody listed."""', "the rooms where we care are these"),
        ("wellbeing/desk/house.py", "from surveys.campaigns import house as other", DESK),
        ("surveys/campaigns/house.py", "from wellbeing.desk import house as other", ASKING),
        ("wellbeing/desk/badges.py", "import wellbeing.candles.models", NAMED),
        ("wellbeing/candles/strings/rest.py", "import wellbeing.desk.models", CANDLES),
        ("wellbeing/desk/deeds/give_badge.py", "from surveys.crossing import Crossing", CROSSING),
        ("wellbeing/desk/deeds/keep_keys.py", "from crypto.sign import Pen", PEN),
        ("wellbeing/desk/extra.py", '"""A module nobody listed."""', "floors of desk"),
    ],
)  # fmt: skip
def test_a_contract_falls_when_its_breach_is_planted(tree, file, line, fallen):
    tree.append(file, line)

    assert fallen in contracts.broken(tree.root)


@pytest.mark.parametrize(
    ("file", "named"),
    [("extra/__init__.py", "extra"), ("extra.py", "extra.py"), ("surveys/extra/apps.py", "surveys.extra")],
)
def test_an_unlisted_package_module_or_room_is_seen(tree, file, named):
    tree.append(file, '"""Nobody listed this."""')

    assert f"{named} is not listed in .importlinter" in contracts.unlisted(tree.root)


def test_a_folder_that_no_contract_sees_is_seen(tree):
    tree.append("wellbeing/candles/hidden/door.py", '"""import-linter does not look in here."""')

    assert any(fault.startswith("wellbeing/candles/hidden/door.py") for fault in contracts.unlisted(tree.root))


@pytest.mark.parametrize("contract", ["named", "ballots", "crossing", "floors-candles", "deeds"])
def test_a_contract_that_was_taken_out_is_missed(tree, contract):
    tree.replace(".importlinter", f"[importlinter:contract:{contract}]", f"[gone:{contract}]")

    assert contracts.unlisted(tree.root) != []


LINK = "class Breach(models.Model):\n    who = models.ForeignKey({!r}, on_delete=models.CASCADE)"


@pytest.mark.parametrize(
    ("rule", "file", "text"),
    [
        (rules.links_across, "wellbeing/candles/models/candle.py", LINK.format("people.Employee")),
        (rules.links_across, "surveys/ballots/models.py", LINK.format("campaigns.Invitation")),
        (rules.links_across, "surveys/campaigns/models/wave.py", LINK.format("ballots.Box")),
        (rules.links_across, "surveys/ballots/models.py", "LINK = settings.AUTH_USER_MODEL"),
        (rules.links_across, "surveys/ballots/views.py", 'apps.get_model("people", "Employee")'),
        (rules.links_across, "surveys/ballots/views.py", 'apps.get_app_config(app_label="people")'),
        (rules.links_across, "wellbeing/candles/views/flags.py", 'PLACE = "surveys.people.models"'),
        (rules.links_across, "surveys/ballots/migrations/0009_x.py", 'dependencies = [("people", "0001_initial")]'),
        (rules.links_across, "surveys/crossing.py", 'PLACE = "surveys.ballots.models"'),
        (rules.late_imports, "surveys/ballots/views.py", "def late():\n    from surveys.people import models"),
        (rules.late_imports, "surveys/ballots/views.py", 'importlib.import_module("surveys" + ".people")'),
        (rules.late_imports, "crypto/seal.py", '__import__("django")'),
        (rules.late_imports, "crypto/seal.py", "def late():\n    from django import db"),
        (rules.clocks, "crypto/seal.py", "NOW = datetime.now()"),
        (rules.clocks, "wellbeing/candles/deeds/take_flag.py", "NOW = timezone.now()"),
        (rules.clocks, "surveys/ballots/models.py", "AT = models.DateField(auto_now_add=True)"),
        (rules.drawers, "surveys/ballots/utils.py", '"""Things."""'),
        (rules.drawers, "wellbeing/candles/services/__init__.py", '"""Things."""'),
        (rules.too_long, "surveys/ballots/views.py", "#\n" * 250),
        (rules.too_long, "surveys/ballots/deeds/cast.py", "#\n" * 120),
        (rules.too_long, "crypto/seal.py", "def long():\n" + "    pass\n" * 40),
        (rules.too_long, "surveys/ballots/views.py", "def long(request):\n" + "    pass\n" * 12),
        (rules.too_long, "wellbeing/candles/tasks.py", "def long():\n" + "    pass\n" * 8),
        (rules.unexplained, "surveys/ballots/silent.py", "X = 1"),
        (rules.leftovers, "crypto/seal.py", "# TODO later"),
    ],
)  # fmt: skip
def test_a_rule_falls_when_its_breach_is_planted(tree, rule, file, text):
    tree.append(file, text)

    assert [fault for fault in rule(tree.root) if fault.startswith(file) or Path(file).parent.name == "services"] != []


TIME_COLUMN = '''
"""A time column, as makemigrations would write it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candles", "0004_months")]
    operations = [
        migrations.AddField("candle", "{name}", models.{field}(null=True)),
    ]
'''


@pytest.mark.parametrize("field", ["DateTimeField", "TimeField", "GenericIPAddressField", "BigIntegerField"])
def test_a_column_falls_when_it_may_hold_a_time_or_an_address(tree, field):
    tree.replace("wellbeing/candles/models/candle.py", "class Candle(models.Model):\n", "class Candle(models.Model):\n"
            f"    lit_at = models.{field}(null=True)\n")  # fmt: skip
    tree.append("wellbeing/candles/migrations/0005_planted.py", TIME_COLUMN.format(name="lit_at", field=field))

    undeclared, unfit = nameless_columns(tree)

    assert undeclared == [f"candles_candle.lit_at ({field}) is not declared"]
    assert unfit == [f"candles_candle.lit_at may not be a {field}"]


def test_a_column_falls_when_a_migration_alone_adds_it(tree):
    tree.append("wellbeing/candles/migrations/0005_planted.py", TIME_COLUMN.format(name="at", field="CharField"))

    undeclared, _ = nameless_columns(tree)

    assert undeclared == ["candles_candle.at (?) is not declared"]


def test_a_table_with_a_sequence_falls(tree):
    tree.replace("wellbeing/candles/models/flag.py", "class Batch(models.Model):", "class Breach(models.Model):\n"
            '    """Numbered as they come."""\n\n\nclass Batch(models.Model):')  # fmt: skip

    undeclared, unfit = nameless_columns(tree)

    assert undeclared == ["candles_breach.id (BigAutoField) is not declared"]
    assert unfit == ["candles_breach.id may not be a BigAutoField"]


@pytest.mark.parametrize(
    ("list_", "name"),
    [
        ("_NAMELESS_APPS", "django.contrib.sessions"),
        ("_NAMELESS_APPS", "django.contrib.contenttypes"),
        ("_NAMELESS_MIDDLEWARE", "django.contrib.sessions.middleware.SessionMiddleware"),
        ("_NAMELESS_MIDDLEWARE", "django.middleware.csrf.CsrfViewMiddleware"),
    ],
)
def test_the_nameless_side_falls_when_it_could_know_somebody_again(tree, list_, name):
    tree.replace("config/settings.py", f"{list_} = [", f'{list_} = [\n    "{name}",\n    ')

    faults = sides.strangers("nameless", sides.look(tree.root, "nameless"))

    assert [fault for fault in faults if fault.startswith(name)] != []


def test_the_nameless_side_falls_when_it_holds_the_crossing(tree):
    tree.append("surveys/ballots/views.py", "from surveys.crossing import Crossing")

    assert "surveys.crossing is loaded" in sides.strangers("nameless", sides.look(tree.root, "nameless"))


@pytest.mark.parametrize(("list_", "side"), [("_NAMELESS_APPS", "nameless"), ("_NAMED_APPS", "named")])
def test_a_side_falls_when_a_room_of_the_other_is_installed(tree, list_, side):
    room = "surveys.reports" if side == "nameless" else "wellbeing.candles"
    tree.replace("config/settings.py", f"{list_} = [", f'{list_} = [\n    "{room}",\n    ')

    assert f"{room} is installed" in sides.strangers(side, sides.look(tree.root, side))
