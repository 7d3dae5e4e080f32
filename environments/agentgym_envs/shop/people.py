"""The customers that the tasks are about, and the names from which the others are made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A customer of the cast, under a nickname that the tasks use.

    Attributes:
        nick: How the tasks call this customer.
        name: The full name.
        email: The e-mail address on file.
        tier: `standard`, `silver` or `gold`.
        points: Loyalty points.
        credit_cents: Store credit.
        card: The card on file.
        home: Street, city, state and ZIP code.
    """

    nick: str
    name: str
    email: str
    tier: str
    points: int
    credit_cents: int
    card: str
    home: tuple[str, str, str, str]


# nick | name | e-mail | tier | points | store credit | card | street | city | state | ZIP
_CAST = """
priya | Priya Raman | priya.raman@fastmail.com | standard | 410 | 0 | Visa ending 4417 | 2218 Dewey Street | Madison | WI | 53703
tom | Tom Hallett | tomhallett81@gmail.com | standard | 1220 | 0 | Mastercard ending 0932 | 77 Pickering Lane | Portsmouth | NH | 03801
grace | Grace Lindqvist | grace@lindqvist.studio | silver | 2870 | 1250 | Visa ending 6104 | 1439 SE Yamhill Street | Portland | OR | 97214
keoni | Keoni Akana | keoni.akana@outlook.com | silver | 1940 | 0 | Visa ending 2281 | 506 Bellevue Avenue E, Apt 12 | Seattle | WA | 98102
owen | Owen Baptiste | o.baptiste@proton.me | standard | 655 | 0 | Amex ending 1007 | 3120 Dauphine Street | New Orleans | LA | 70117
marta | Marta Kowalczyk | marta.kowalczyk@gmail.com | standard | 380 | 0 | Visa ending 5528 | 4827 N Damen Avenue | Chicago | IL | 60625
dev | Dev Anand | dev.anand@yahoo.com | standard | 905 | 0 | Visa ending 7716 | 1650 Aldine Drive | Austin | TX | 78704
lucia | Lucia Ferreira | lucia.ferreira@gmail.com | silver | 3315 | 0 | Mastercard ending 4470 | 88 Ivy Street, Unit 3 | Brookline | MA | 02446
noah | Noah Whitfield | nwhitfield@icloud.com | silver | 2105 | 500 | Visa ending 9035 | 214 Poplar Avenue | Asheville | NC | 28801
helen | Helen Okafor | helen.okafor@gmail.com | gold | 8840 | 0 | Visa ending 3312 | 915 Linwood Boulevard | Columbus | OH | 43205
samir | Samir Haddad | samir.haddad@hotmail.com | standard | 1485 | 0 | Discover ending 6690 | 5301 Greenfield Road | Dearborn | MI | 48126
beatrice | Beatrice Lund | bea.lund@gmail.com | gold | 11260 | 3000 | Visa ending 8124 | 27 Harbor View Terrace | Duluth | MN | 55802
yuki | Yuki Tanabe | yuki.tanabe@me.com | standard | 240 | 0 | Visa ending 1859 | 1107 Sutter Street, Apt 5B | San Francisco | CA | 94109
colm | Colm Brennan | colm.brennan@gmail.com | standard | 770 | 0 | Mastercard ending 2216 | 64 Neponset Avenue | Boston | MA | 02122
ana | Ana Castellanos | ana.castellanos@gmail.com | standard | 1310 | 0 | Visa ending 0471 | 719 W Granada Road | Phoenix | AZ | 85007
ruth | Ruth Abernathy | ruthabernathy@aol.com | silver | 2660 | 0 | Visa ending 7003 | 1802 Peachtree Circle | Atlanta | GA | 30309
jonas | Jonas Weber | jonas.weber@posteo.net | silver | 1875 | 0 | Mastercard ending 5561 | 2540 Walnut Street | Boulder | CO | 80302
claire | Claire Duval | claire.duval@gmail.com | gold | 6120 | 0 | Visa ending 4092 | 311 Esplanade Avenue | New Orleans | LA | 70116
marcus | Marcus Thiele | marcus.thiele@gmail.com | standard | 560 | 0 | Visa ending 2847 | 4410 Roland Avenue | Baltimore | MD | 21210
inez | Inez Calloway | inez.calloway@gmail.com | silver | 1990 | 0 | Amex ending 3004 | 128 Cherokee Park Road | Louisville | KY | 40206
sofia | Sofia Marchand | sofia.marchand@outlook.com | gold | 7420 | 0 | Visa ending 6633 | 2005 S Higgins Avenue | Missoula | MT | 59801
dmitri | Dmitri Volkov | dvolkov@gmail.com | standard | 830 | 0 | Visa ending 9240 | 1526 Brighton Beach Avenue, Apt 9 | Brooklyn | NY | 11235
elena | Elena Marchetti | elena.marchetti@gmail.com | silver | 2245 | 0 | Mastercard ending 8801 | 422 Federal Hill Place | Providence | RI | 02903
wanda | Wanda Pruitt | wandapruitt@yahoo.com | standard | 615 | 0 | Visa ending 5179 | 906 Old Mill Road | Knoxville | TN | 37919
aaron | Aaron Blum | aaron.blum@gmail.com | silver | 2430 | 0 | Visa ending 3658 | 7712 Delmar Boulevard | St. Louis | MO | 63130
joy | Joy Adeyemi | joy.adeyemi@gmail.com | gold | 9055 | 0 | Visa ending 1420 | 3308 Bissonnet Street | Houston | TX | 77005
felix | Felix Braun | felix.braun@web.de | standard | 1105 | 0 | Mastercard ending 7384 | 1911 Vine Street | Cincinnati | OH | 45202
mae | Mae Donnelly | mae.donnelly@comcast.net | standard | 295 | 0 | Visa ending 8846 | 45 Chestnut Hill Road | Burlington | VT | 05401
ingrid | Ingrid Sorensen | ingrid.sorensen@gmail.com | silver | 3080 | 0 | Visa ending 0925 | 2733 Girard Avenue S | Minneapolis | MN | 55408
paul | Paul Nakamura | paul.nakamura@gmail.com | standard | 1190 | 0 | Visa ending 6217 | 2450 Kalorama Drive | Sacramento | CA | 95816
theo | Theo Papadakis | theo.papadakis@gmail.com | standard | 965 | 0 | Amex ending 2009 | 33-15 Ditmars Boulevard | Astoria | NY | 11105
nora | Nora Eklund | nora.eklund@gmail.com | standard | 130 | 0 | Visa ending 7791 | 618 Snelling Avenue | St. Paul | MN | 55104
bill | Bill Garrity | bgarrity@verizon.net | standard | 475 | 0 | Visa ending 3306 | 19 Wharf Street | Gloucester | MA | 01930
rosa | Rosa Delgado | rosa.delgado@gmail.com | silver | 2015 | 0 | Mastercard ending 1183 | 4406 Vance Jackson Road | San Antonio | TX | 78230
kevin | Kevin Osei | kevin.osei@gmail.com | silver | 1760 | 0 | Visa ending 9518 | 2901 Wayne Avenue | Philadelphia | PA | 19144
mina | Mina Petrov | mina.petrov@gmail.com | standard | 350 | 0 | Visa ending 6482 | 1260 S Downing Street | Denver | CO | 80210
hugo | Hugo Lindgren | hugo.lindgren@gmail.com | standard | 720 | 0 | Visa ending 2054 | 815 Lake Washington Boulevard | Kirkland | WA | 98033
carlos | Carlos Ibarra | carlos.ibarra@gmail.com | silver | 3460 | 275 | Visa ending 8370 | 1133 Barelas Road SW | Albuquerque | NM | 87102
lena | Lena Fischer | lena.fischer@gmx.net | standard | 2140 | 0 | Mastercard ending 6029 | 524 Juneau Avenue | Milwaukee | WI | 53202
judith | Judith Amos | judith.amos@sbcglobal.net | standard | 890 | 0 | Visa ending 4731 | 3750 Birch Creek Lane | Tulsa | OK | 74105
peter | Peter Novak | peter.novak@gmail.com | standard | 1015 | 0 | Visa ending 5960 | 2288 Fairmount Boulevard | Cleveland Heights | OH | 44118
abigail | Abigail Stone | abigail.stone@gmail.com | standard | 540 | 0 | Visa ending 2133 | 71 Merriman Road | Akron | OH | 44303
ravi | Ravi Menon | ravi.menon@gmail.com | silver | 2210 | 0 | Visa ending 6875 | 1940 Ashby Avenue | Berkeley | CA | 94703
gloria | Gloria Pike | gloriapike@gmail.com | standard | 685 | 0 | Mastercard ending 9942 | 860 Flamingo Way | Tampa | FL | 33606
liam | Liam Gallagher | liam.gallagher@gmail.com | standard | 1340 | 0 | Visa ending 5012 | 2117 Spruce Street | Scranton | PA | 18503
sybil | Sybil Hart | sybil.hart@gmail.com | silver | 1825 | 0 | Visa ending 7468 | 405 Monument Avenue | Richmond | VA | 23220
fatima | Fatima Rahal | fatima.rahal@gmail.com | standard | 960 | 0 | Visa ending 3927 | 6109 Schaefer Road | Dearborn | MI | 48126
george | George Tan | george.tan@gmail.com | silver | 2590 | 0 | Visa ending 1064 | 755 Clementina Street | San Francisco | CA | 94103
olga | Olga Reznik | olga.reznik@gmail.com | standard | 310 | 0 | Visa ending 8255 | 1409 Emmons Avenue | Brooklyn | NY | 11235
duncan | Duncan MacRae | duncan.macrae@gmail.com | standard | 1475 | 0 | Mastercard ending 3346 | 236 Casco Bay Road | Portland | ME | 04101
esther | Esther Cohen | esther.cohen@gmail.com | silver | 2725 | 0 | Visa ending 9713 | 1818 Pine Street, Apt 4C | Philadelphia | PA | 19103
martin | Martin Keller | martin.keller@gmail.com | standard | 860 | 0 | Visa ending 4608 | 1477 Lakeland Avenue | Lakewood | OH | 44107
harold | Harold Quist | harold.quist@gmail.com | standard | 455 | 0 | Visa ending 2690 | 930 Prairie Rose Lane | Fargo | ND | 58103
edith | Edith Quist | edith.quist@gmail.com | gold | 5930 | 0 | Visa ending 2708 | 930 Prairie Rose Lane | Fargo | ND | 58103
nadia | Nadia Rousseff | nadia.rousseff@gmail.com | silver | 1650 | 0 | Visa ending 6345 | 2612 Magnolia Street | Oakland | CA | 94607
kim | Kim Larsen | kim.larsen@gmail.com | standard | 795 | 0 | Visa ending 1572 | 1022 Superior Street | Green Bay | WI | 54301
greta | Greta Olsen | greta.olsen@gmail.com | standard | 1160 | 0 | Visa ending 8039 | 3316 Bryant Avenue | Bismarck | ND | 58501
joel | Joel Abrams | joel.abrams@gmail.com | silver | 2080 | 0 | Visa ending 7150 | 640 Euclid Avenue | Santa Monica | CA | 90402
vera | Vera Stanek | vera.stanek@gmail.com | standard | 505 | 0 | Visa ending 2968 | 1715 Prospect Avenue | Omaha | NE | 68132
brigid | Brigid Foley | brigid.foley@gmail.com | standard | 925 | 0 | Visa ending 4284 | 51 Shannon Drive | Worcester | MA | 01604
ted | Ted Morrow | tedmorrow@gmail.com | standard | 1430 | 0 | Visa ending 9067 | 3044 Canyon Rim Road | Boise | ID | 83702
conrad | Conrad Ames | conrad.ames@gmail.com | silver | 3905 | 0 | Visa ending 5823 | 12 Beacon Hill Court | Hartford | CT | 06105
zoe | Zoe Kaplan | zoe.kaplan@gmail.com | standard | 620 | 0 | Visa ending 3749 | 418 Larkspur Lane | Eugene | OR | 97401
stuart | Stuart Bell | stuart.bell@gmail.com | standard | 1085 | 0 | Visa ending 6591 | 2920 Glenwood Road | Raleigh | NC | 27608
dora | Dora Finch | dora.finch@gmail.com | standard | 345 | 0 | Visa ending 8412 | 1560 Meridian Street | Indianapolis | IN | 46202
ian | Ian Forsythe | ian.forsythe@gmail.com | gold | 6675 | 0 | Visa ending 2375 | 808 Quail Hollow Road | Charlotte | NC | 28210
leo | Leo Martinelli | leo.martinelli@gmail.com | standard | 735 | 0 | Visa ending 7637 | 2234 S Broad Street | Philadelphia | PA | 19145
amara | Amara Nwosu | amara.nwosu@gmail.com | silver | 2955 | 0 | Visa ending 1298 | 1725 Riverside Drive | Nashville | TN | 37206
daniel | Daniel Reyes | daniel.reyes@gmail.com | silver | 2320 | 1800 | Visa ending 6016 | 5120 Menaul Boulevard NE | Albuquerque | NM | 87110
petra | Petra Sandoval | petra.sandoval@gmail.com | standard | 970 | 0 | Visa ending 1846 | 4032 Kessler Boulevard | Dallas | TX | 75208
walt | Walt Jorgensen | walt.jorgensen@gmail.com | silver | 2190 | 0 | Visa ending 7305 | 220 Lakeshore Road | Madison | WI | 53704
daniel2 | Daniel Reyes | dreyes.photo@gmail.com | standard | 415 | 0 | Mastercard ending 2587 | 318 Guadalupe Street | Santa Fe | NM | 87501
"""

FIRST_NAMES = (
    "Alma Barrett Celeste Damon Evelyn Frances Gordon Hazel Irving Jasmine Kurt Lorraine Malik Nell "
    "Otis Paloma Quentin Rhea Silas Tamsin Ursula Vincent Willa Xavier Yolanda Zachary"
).split()
LAST_NAMES = (
    "Arden Boone Carmody Dietrich Ellery Fontaine Gaines Hollis Ivers Jessup Kimball Loomis Mercer "
    "Nolan Ostrander Pell Quimby Rourke Sayer Tolliver Underhill Vance Winslow Yates Zeller"
).split()
STREETS = (
    "Alder Street,Birch Hill Road,Cedar Lane,Division Avenue,Elmwood Drive,Foundry Street,Grove Place,"
    "Hickory Court,Kingsley Road,Locust Street,Maple Terrace,Orchard Way,Quarry Road,Ridge Street"
).split(",")
CITIES = (
    ("Albany", "NY", "12203"),
    ("Ann Arbor", "MI", "48104"),
    ("Bend", "OR", "97701"),
    ("Charleston", "SC", "29401"),
    ("Des Moines", "IA", "50309"),
    ("Fort Collins", "CO", "80521"),
    ("Ithaca", "NY", "14850"),
    ("Lincoln", "NE", "68502"),
    ("Spokane", "WA", "99201"),
    ("Tucson", "AZ", "85705"),
    ("Anchorage", "AK", "99501"),
    ("Wilmington", "DE", "19801"),
)


def cast() -> tuple[Person, ...]:
    """The customers that tasks are about, in the order written above."""
    return tuple(_person(line) for line in _CAST.strip().splitlines())


def _person(line: str) -> Person:
    nick, name, email, tier, points, credit, card, *home = (f.strip() for f in line.split("|"))
    street, city, state, code = home
    return Person(
        nick, name, email, tier, int(points), int(credit), card, (street, city, state, code)
    )
