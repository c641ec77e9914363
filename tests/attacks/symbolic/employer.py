"""Plays the employer in a run of a model: as the protocol says, or as chance will have it."""

import random

from .equivalence import deduce, evaluate
from .running import Person, Run
from .terms import Apply, Hole, Term, match, pair, word

WORDS = ("yes", "none", "own_key")
HONEST = 0.8  # of the answers of `Chance`


def honest(run: Run, person: Person) -> Term:
    """What the protocol says, with keys of the employer's own where it may choose them."""
    process = person.name.split()[0]
    blinded = [part for part in _parts(person.said) if isinstance(part, Apply) and part.function == "blind"]
    if process == "take" and not blinded:
        return _offer(person)
    if process == "visit":
        return word("a_challenge")
    if process in ("keeper", "trusting_keeper"):
        return _candle(run, person, forged=process == "trusting_keeper")
    if not blinded:
        return Apply("pass_key_of", (word(f"own_pen_{person.place}"),))  # another for each who asks
    return pair(*(Apply("sign", (one, _pen_for(one))) for one in blinded))


class Chance:
    """An employer that now and then answers with anything it can compute: a recipe drawn at random.

    `draws` plays on the first side; on the other, `repeats` gives the same recipes in the same order.
    """

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.recipes: list[Term] = []

    def draws(self, run: Run, person: Person) -> Term:
        """Mostly what the protocol says, so that there is something to see at the end."""
        recipe = deduce(run.seen, honest(run, person)) if self.rng.random() < HONEST else None
        if recipe is None:
            recipe = pair(*(self._anything(run) for _ in _parts(person.step.pattern)))
        self.recipes.append(recipe)
        return _given(recipe, run)

    def repeats(self, run: Run, person: Person) -> Term:
        """Nothing where this side asks for more than the first did."""
        del person
        return _given(self.recipes.pop(0), run) if self.recipes else word("nothing")

    def _anything(self, run: Run) -> Term:
        """Something seen, a word, or something seen put through a function together with others."""
        parts = [recipe for label, seen in run.seen.items() for recipe in _recipes(Hole(label), seen)]
        parts += [word(text) for text in WORDS]
        one, other = self.rng.choice(parts), self.rng.choice(parts)
        made = [one, Apply("sign", (one, other)), Apply("ed25519", (one, other)), Apply("pass_key_of", (one,))]
        made += [Apply("unblind", (Apply("sign", (one, other)), word("own_key"))), Apply("hash", (one,))]
        return self.rng.choice(made)


def _recipes(recipe: Term, seen: Term) -> list[Term]:
    """How to get at each part of something seen."""
    if isinstance(seen, Apply) and seen.function == "pair":
        first, second = (Apply(side, (recipe,)) for side in ("first", "second"))
        return [*_recipes(first, seen.parts[0]), *_recipes(second, seen.parts[1])]
    return [recipe]


def _given(recipe: Term, run: Run) -> Term:
    value = evaluate(recipe, run.seen)
    return word("nothing") if value is None else value


def _offer(person: Person) -> Term:
    offer, signer = word("an_offer"), person.words["keepers"].parts[0]
    mailbox = Apply("signing_key_of", (Apply("mailbox_signer", (person.words["candle"],)),))
    return pair(offer, Apply("ed25519", (pair(word("to_say_offer"), mailbox, offer), signer)))


def _candle(run: Run, person: Person, *, forged: bool) -> Term:
    """A lit candle as the router sees it, or with a sealing key of the employer's own put in."""
    mailbox = person.words["this_mailbox"]
    if not forged:
        lit = (_parts(term) for term in run.seen.values())
        return next(pair(*parts[1:]) for parts in lit if parts[0] == word("lit"))
    own = Apply("sealing_key_of", (word("own_opener"),))
    keepers = Apply("sealing_key_of", (person.words["keepers_opener"],))
    put_in = pair(mailbox, own, word("this_note"), word("none"))
    return pair(mailbox, Apply("seal", (put_in, keepers, word("own_chance"))))


def _parts(term: Term | None) -> list[Term]:
    """What stands side by side."""
    if isinstance(term, Apply) and term.function == "pair":
        return [term.parts[0], *_parts(term.parts[1])]
    return [] if term is None else [term]


def _pen_for(blinded: Apply) -> Term:
    """The pen of the key that the blinded token input names, where that is a key."""
    named = match(Apply("key_id", (Apply("pass_key_of", (Hole("pen"),)),)), _parts(blinded.parts[0])[-1], {})
    return named["pen"] if named else word("own_key")
