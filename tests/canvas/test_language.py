"""Notes in other languages are left alone, and no short English note is taken for one of them."""

import pytest

from canvas.language import is_english, speaks_english

ENGLISH = """
Cold food
Waits 20 minutes
Late deliveries
Late pizza
No time
No parking
Bad service
Nurses eat cold food
Die late at night
Pay fair taxes
Cafe is closed
Café is closed
A naïve résumé screening
Hot meals
Waiting on hold
Kids hate peas
Manage menus on site
Order pizza en route
Look competent
Save money
Food rots
Lost orders
Expensive chat
Le Creuset pans are heavy
Sin taxes rise
Has to ask for help
Die-hard fans leave
Per diem is low
Les Mills classes are full
Children nag
Sleep well
Works offline
Find recipes online
Do hard jobs
Men are shy
Mais production falls
Van breaks down
Pour coffee quickly
Son is ill
Sale ends too soon
Con artists call
Jak phones at night
Son's school is far
On-call nurses skip lunch
Plus sizes missing
Data is lost
Met the boss in Zürich
Orders from São Paulo arrive late
Emma says “c'est la vie” and gives up
App crashes, user says «merde»
Als patients need help
""".strip().split("\n")
FRENCH = """
Attendre trop longtemps au téléphone
Perdre du temps
Nourriture froide
Les enfants refusent les légumes
Pas de temps le soir
Cuisiner après le travail
Ça coûte cher
Livraison en retard
Le repas est froid
Trouver une recette rapide
Gagner de l'argent
Manque de place
Faire les courses
C'est trop cher
J'oublie la moitié
Il n'y a rien à manger
Qualité constante
Garder la forme
Être à l'heure
Nous perdons des clients
Ne pas savoir quoi cuisiner
On attend trop
Dormir mieux
Prix bas
""".strip().split("\n")
GERMAN = """
Essen ist kalt
Schlechter Service
Zu lange warten
Keine Zeit am Abend
Kinder wollen kein Gemüse
Kaltes Essen
Geld sparen
Schnell kochen
Man wartet zu lange
Liefert spät
Mehr Zeit mit Kindern
Rezepte finden
Gut schlafen
Die Bestellung kommt spät
Verliert Kunden
Es dauert 20 Minuten
Wir haben keine Zeit
Sie warten im Stau
Arbeit am Wochenende
Kosten senken
In der Warteschlange hängen
Alles dauert lange
Man hat Angst was zu vergessen
Warten in der Kälte
Das Essen war kalt
""".strip().split("\n")
SPANISH = """
Esperar mucho tiempo
La comida está fría
Perder tiempo
Servicio lento
No tener tiempo
Los niños no comen verduras
Ahorrar dinero
Comida fría
Llega tarde
Es muy caro
No sé qué cocinar
Encontrar una receta
Cocinar después del trabajo
Ganar más dinero
Entregas tardías
Falta de espacio
Dormir mejor
Me olvido de todo
No hay tiempo
Se pierde la mitad
Hacer la compra
Un servicio malo
""".strip().split("\n")
# Of another language, with words borrowed from English.
MIXED = """
Das Meeting ist immer too long
Der Onboarding Flow ist nicht easy
Le dashboard est trop slow
Les users ne trouvent pas le login
El delivery llega tarde
Hacer un follow-up con el manager
Deadline wird gemoved
On a un problème avec le tracking
Das Feedback kommt late
Checkout funktioniert nicht
Wir haben no time für testing
""".strip().split("\n")


@pytest.mark.parametrize("text", ENGLISH)
def test_short_english_is_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", [*FRENCH, *GERMAN, *SPANISH, *MIXED])
def test_another_language_is_told_even_by_a_few_words(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Waiting on hold", True),
        ("Die Wartezeit ist zu lang für mich", False),
        ("Les enfants ne dorment pas", False),
        ("予約が取れない", False),
        ("A café that is open late", True),
        ("Cold food", True),
        ("Küche", False),
        ("", True),
        ("don’t want to cook", True),
        ("“Der Bot antwortet nicht” and they give up after an hour", True),
    ],
)
def test_english_is_told_from_other_languages(text: str, *, english: bool) -> None:
    assert is_english(text) is english


def test_a_board_speaks_what_most_of_its_notes_do() -> None:
    assert speaks_english([])
    assert speaks_english(["Waiting on hold", "Nicht für mich und dich"])
    assert not speaks_english(["Waiting", "Nicht für mich", "Das ist zu viel"])
