"""Whether a text may be English. Rough on purpose: when in doubt a text of other words counts as no English.

Each word is a sign for English, for another language, or none. Words that are both (German “was”, “man”, “hat”) are a
sign for English only where nothing speaks for another language.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from canvas.english import ENGLISH, WORD, is_verb, words

FOREIGN_WORDS = """
der das dem und nicht ist ein eine einen einem einer eines mit auf für sie wir ich er zu zum zur vom kein keine keinen
auch noch sehr vor leer immer ohne beim bei von nach aus über unter wie wenn weil dass oder aber doch schon viel viele
wenig mehr alles sich ihre ihr ihren sein seine unser unsere mir mich uns wird werden wurde hat haben kann können muss
müssen soll will wollen möchte gibt macht machen geht gehen kommt kommen findet finden sucht suchen weiß wissen spart
sparen kocht kochen dauert verliert verlieren verpasst bekommt bekommen braucht brauchen kostet kosten kauft kaufen
vergisst vergessen arbeiten essen trinken schlafen spielen senken fehlt fehlen zahlt zahlen liefert wartet warten
lernen gut gute guter gutes schlecht schlechte schlechter schlechtes kalt kalte kalter kaltes heiß schnell langsam
teuer billig einfach zeit geld kinder abend tag woche arbeit kunde kunden rezepte
le les un une de des est pas dans pour avec sur que qui plus très trop leur leurs aux du ce cette ces mon ma mes sa
ses nos vos par mais ou où il elle ils elles je tu nous vous être avoir faire fait peut peuvent doit veut veulent ont
sont était avant après toujours jamais rien tout tous toute chaque peu beaucoup sans depuis entre chez moins quand
comme aussi bien attendre attend perdre perd trouver trouve gagner garder manger cuisiner dormir acheter payer savoir
manque manquer oublier oublie chercher aller venir voir donner utiliser coûte froid froide lent lente cher chère bas
haut mauvais mauvaise temps argent enfants repas livraison nourriture courses travail soir jour semaine clients
qualité prix retard vie
el los las un una uno unos por para con muy más sin sus está están hay pero cuando porque del al lo su mi tu yo nos
ellos ser estar tener tiene tienen hacer hace poder puede pueden quiere quieren siempre nunca nada todo todos mucho
mucha muchos poco menos antes después desde hasta entre también bien mal esperar espera perder pierde encontrar ganar
ahorrar comer cocinar dormir comprar pagar saber sabe olvidar olvido llegar llega llegan buscar usar mejor peor tarde
tardes malo mala caro cara frío tiempo dinero niños trabajo noche día semana clientes comida servicio mitad
il lo gli che di della delle nel sono più molto troppo senza essere avere fare perdere tempo soldi
het een niet van voor met zijn maar ook geen naar te wordt hebben kunnen tijd geld
och att det som inte av på ikke til er med og jeg vi
um uma não com são mais dos das muito para tempo
nie się jest na że dla jak ale czy
"""
FOREIGN = frozenset(FOREIGN_WORDS.split())
# Words of English, too, though some are rare: alone they say nothing.
BOTH_WORDS = """
a al am an are as at bald brief chat con den die do er fast for gut hat hay he her hut in is just kind lent les list mal
man me met mi most no not note on or per plus pour rot sale see sin so son stern tag tape te tempo tub use van via vie
war was we will wild
"""
BOTH = frozenset(BOTH_WORDS.split())
# What foreign words look like and English ones hardly ever do; what English ones look like and others hardly ever do.
FOREIGN_SHAPE = re.compile(
    r"^sch[lmnrwtiu]|^ll|^[ldjcnmts]'[aeiouhâàéèêî]|^qu'|^zw|^pf|tz|ß|ñ"
    r"|(?:ung|keit|heit|lich|liche[nrms]?|isch|eit|cht|chen|dad|ción|iones|[a-z]{2}[^aeo]ir|ungen|ando|iendo|aison|eux|oire)$"
)
ENGLISH_SHAPE = re.compile(r"^(?:th|wh|kn|sh)|sh|oo|ee|ough|ight|[aeo]w|(?:[^aou]y|ay|ing|ness|ful|less|ck|'s|'t)$")
LOOKS_FOREIGN_WORDS = "young among hung lung sung swung sprung kitchen lichen yacht deceit conceit blitz quartz waltz"
LOOKS_FOREIGN = frozenset((*LOOKS_FOREIGN_WORDS.split(), "kitsch", "granddad", "souvenir", "elixir", "kefir"))
# Words of the Romance languages end in a and o; these English ones do, too.
ENDS_IN_VOWEL = re.compile(r"[a-z]{3,}[ao]s?$")
VOWEL_WORDS = """
also into onto undo redo auto photo photos video audio radio studio info demo logo memo promo zero hero tempo echo veto
cargo condo disco ego gringo limbo macro motto piano pronto ratio retro solo taco tomato potato tornado turbo typo yoyo
data pizza pasta idea area media agenda camera extra quota drama sofa schema visa formula panda salsa sauna saga soda
stamina trivia diploma dilemma drama criteria cafeteria banana china era aroma arena beta alpha delta diva fauna flora
gala guerilla hyena insomnia koala lava mama opera paella paranoia phobia plaza propaganda replica soya terra tuna ultra
umbrella vanilla villa viola vista pneumonia nausea asthma diarrhea eczema commando
bias chaos canvas atlas pyjamas pajamas christmas texas alias ethos kudos whereas gas pancreas
"""
ENDS_SO_TOO = frozenset(VOWEL_WORDS.split())
BORROWED_WORDS = "café cafés naïve résumé résumés cliché clichés façade fiancé fiancée décor déjà vu à la"
BORROWED = frozenset(BORROWED_WORDS.split())
SMALL = ENGLISH - BOTH
SEVERAL = 2
NOT_LATIN = re.compile("[^\\W\\d_\u0000-\u024f]")


@lru_cache(maxsize=4096)  # several rules ask of the same words
def is_english(text: str) -> bool:
    """Tell whether a text may be English: little in it says that it is another language."""
    if not text.isascii() and NOT_LATIN.search(text):
        return False
    found = words(text if text.isascii() else _without_names(text))
    signs = [_sign(word) for word in found]
    foreign = signs.count("foreign")
    if foreign > signs.count("english") or 2 * foreign > len(signs):
        return False
    # One word may be borrowed; of a sentence that borrows from English the small words are still the other language's.
    return foreign < SEVERAL or foreign <= sum(word in SMALL for word in found)


def _without_names(text: str) -> str:
    """Return a text without names that are not English, such as Zürich and São Paulo."""
    first, *rest = WORD.findall(text) or ("",)
    return " ".join((first, *(word for word in rest if word.isascii() or not word[0].isupper())))


def speaks_english(texts: Iterable[str]) -> bool:
    """Tell whether at least half of some texts may be English; so it is where there are none."""
    found = [is_english(text) for text in texts]
    return 2 * sum(found) >= len(found)


@lru_cache(maxsize=16_384)
def _sign(word: str) -> str:
    """Return what a word in lower case speaks for: foreign, english, or nothing."""
    if word in BOTH or word in BORROWED:
        return ""
    if word in ENGLISH:
        return "english"
    if word in FOREIGN or not word.isascii():
        return "foreign"
    if is_verb(word) or ENGLISH_SHAPE.search(word):
        return "english"
    if {word, word.removesuffix("s")} & ENDS_SO_TOO or word in LOOKS_FOREIGN:
        return ""
    return "foreign" if FOREIGN_SHAPE.search(word) or ENDS_IN_VOWEL.search(word) else ""
