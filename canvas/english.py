"""What can be told about a text written in English: whether it has a verb, whether it is vague.

Rough on purpose. Every question that rests on it can be ignored, and is not asked about other languages.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

VERSION = 1  # of all that guesses from words: one more where the same text may be judged differently
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ENGLISH_WORDS = """
a an and are as at be because been but by can cannot can't do does doesn't don't every for from get gets had has have
he her his how i if in into is it it's its just less more most much my need never no nobody not of off on one only or
our out over she so some that the their them then there they this time to too under up us use very wait waiting want
was we were what when where which while who why will with without work would you your
"""
ENGLISH = frozenset(ENGLISH_WORDS.split())
# Forms that are no verb's own with an ending: to be, to have, to do and what stands beside verbs.
AUXILIARIES_WORDS = """
am is are was were be been being has have had do does did can could will would shall should may might must can't
cannot won't don't doesn't isn't aren't
"""
AUXILIARIES = frozenset(AUXILIARIES_WORDS.split())
VERB_WORDS = """
accept achieve add admit adopt afford agree allow answer appear apply approve argue arrange arrive ask assume attend
avoid bake balance be beat become begin believe belong blame book borrow break bring build buy calculate call cancel
care carry catch change charge check choose claim clean clear click climb close coach collect combine come communicate
commute compare complain complete confirm connect consider contact continue control convince cook coordinate cope copy
cost count cover create cut deal decide defend delay delegate deliver depend describe design develop die discover
discuss dispose do double draw dread drink drive drop earn eat eliminate end enjoy enter escape estimate exchange
expect explain export face fail fall fear feed feel fight fill find finish fit fix fly follow forget forgive gain
gather get give go grow guess handle happen hate have hear help hesitate hide hire hit hold hope hurry ignore impress
improve increase inform install invest invite invoice join judge jump justify keep know lack land last laugh launch
lead learn leave lend let lie like limit listen live look lose love lower make manage match mean measure meet mention
merge miss mix monitor move name need negotiate notice obtain offer open order organise organize owe own pack paint
park participate pass pay perform pick plan play please postpone prefer prepare present prevent print produce promise
protect prove provide publish pull push put quit raise reach react read realise realize receive recognise recognize
recommend record reduce refuse regret reject relax rely remember remind remove renew rent reorder repair repeat
replace reply report request resell reserve resolve respect respond rest return review ride risk run save say scan
schedule search see sell send serve set settle share ship shop show shut sign sit skip sleep smile solve sort speak
spend stand start stay stop store study submit subscribe succeed suffer suggest supply support suppose surprise
survive swear switch take talk teach tell test thank think throw tidy tie touch track trade train transfer translate
travel treat trigger trust try turn type understand update upload use visit vote wait wake walk want warn wash waste
watch wear win wish wonder work worry write
"""
VERBS = frozenset(VERB_WORDS.split())
PAST_WORDS = """
ate became began bought broke brought built came caught chose cut did drank drove fell felt forgot fought found gave
went got grew heard held hid hit kept knew learned left lent let lost made meant met paid ran read rode said sat saw
sold sent shown slept spent spoke stood swore taken taught thought threw told took understood was woke won wore wrote
lying dying tying tried tries
"""
PAST = frozenset(PAST_WORDS.split())
VAGUE_WORDS = """
bad badly easy easier easily nice good great problem problems better best worse issue issues stuff
"""
VAGUE = frozenset(VAGUE_WORDS.split())
TOO = re.compile(r"\btoo\s+\w+", re.IGNORECASE)
INFINITIVE = re.compile(r"\b(?:want|wish|try|hope|expect|need|have|has|\w+s) to [a-z]{3,}", re.IGNORECASE)
DIGIT = re.compile(r"\d")
MEASURE_WORDS = "half third quarter twice double every all none nobody percent hour hours minute minutes"
MEASURES = frozenset(MEASURE_WORDS.split())
NO_ONE = re.compile(r"\bno one\b", re.IGNORECASE)
OUTCOMES = frozenset(
    ("more", "less", "faster", "cheaper", "better", "no", "fewer", "easier", "quicker", "lower", "higher")
)  # what a job never begins with
NEGATORS_WORDS = """
no not never without lack lacking missing hard difficult cannot can't don't doesn't isn't aren't too little less avoid
unable impossible
"""
NEGATORS = frozenset(NEGATORS_WORDS.split())
# A word and its opposite come down to one of them.
OPPOSITE_WORDS = """
slow-fast quick-fast slower-faster expensive-cheap costly-cheap late-early unsure-sure uncertain-certain unclear-clear
unreliable-reliable unsafe-safe dangerous-safe complicated-simple complex-simple noisy-quiet loud-quiet dirty-clean
heavy-light weak-strong closed-open incomplete-complete unhealthy-healthy inaccurate-accurate wrong-right losing-winning
loses-wins lose-win forget-remember waste-save wasting-saving wastes-saves stressful-relaxed stress-relaxed boring-fun
lonely-together unfriendly-friendly long-short
"""
OPPOSITES = {one: other for one, _, other in (pair.partition("-") for pair in OPPOSITE_WORDS.split())}
ENDINGS = (("ies", "y"), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("es", ""), ("s", ""))
DOUBLED = 2


@lru_cache(maxsize=4096)  # several rules ask of the same words
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    return tuple(word.replace("’", "'") for word in WORD.findall(text.casefold()))


def is_verb(word: str) -> bool:
    """Tell whether a word may be a verb in some form."""
    return word in AUXILIARIES or word in PAST or any(base in VERBS for base in _bases(word))


def is_bare_verb(word: str) -> bool:
    """Tell whether a word may be a verb as in an order: find, keep."""
    return word in VERBS


def has_verb(text: str) -> bool:
    """Tell whether some word of a text may be a verb."""
    return any(map(is_verb, words(text))) or INFINITIVE.search(text) is not None


def vague_word(text: str) -> str:
    """Return the first word or two that say little without a number, empty when there are none."""
    found = TOO.search(text)
    return next((word for word in words(text) if word in VAGUE), found.group().lower() if found else "")


def has_measure(text: str) -> bool:
    """Tell whether a text says how much, how often or how many."""
    counted = DIGIT.search(text) or not MEASURES.isdisjoint(words(text))
    return bool(counted) or NO_ONE.search(text) is not None


def mirrored(text: str) -> str:
    """Return a text without what negates it, and with opposites brought down to one word."""
    kept = (word for word in words(text) if word not in NEGATORS)
    return " ".join(OPPOSITES.get(word, word) for word in kept)


def is_turned(text: str) -> bool:
    """Tell whether `mirrored` turns a text into its opposite; what is turned twice says what it said."""
    return sum(word in NEGATORS or word in OPPOSITES for word in words(text)) % 2 == 1


def _bases(word: str) -> Iterable[str]:
    yield word
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            base = word.removesuffix(ending) + instead
            yield base
            if len(base) > DOUBLED and base[-1:] == base[-2:-1]:
                yield base[:-1]
