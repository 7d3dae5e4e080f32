"""The orders, returns, gift cards and tickets that the tasks are about, written by hand.

Everything has a nickname that the tasks use: an order is its customer's nick and a number (`priya.1`).
"""

from __future__ import annotations

# nick | placed | status | shipping | items (SKU * pieces @ price per piece if it was not today's)
#      | payment (card, or gift card and store credit amounts first) | promised | delivered | promotion
ORDERS = """
priya.1 | 2025-03-12 | processing | standard | MUGST-SAG*4, PRESS-8CU | card
priya.2 | 2025-02-27 | shipped | standard | THROW-GRE | card | 2025-03-17
tom.1 | 2025-03-13 | processing | standard | GLASS-SMO*6, SKILT-10I, BOARD-LAR | card
grace.1 | 2025-03-12 | processing | standard | SIDET-OAK, LAMPT-WHI | card
keoni.1 | 2025-03-12 | processing | standard | STOOL-OAK*2, BOWLS-OAT*4 | card
owen.1 | 2025-03-13 | processing | express | BOTTL-32O-SLA*2, DAYPK-BLA | card
owen.2 | 2025-02-18 | delivered | standard | CLOGS-GRE-10 | card | 2025-02-25 | 2025-02-24
marta.1 | 2025-01-27 | delivered | standard | FLANL-BLU-M, BEANI-CHA | card | 2025-02-03 | 2025-02-02
dev.1 | 2025-01-18 | delivered | standard | CHINO-KHA-34, BEANI-MUS | card | 2025-01-25 | 2025-01-23
lucia.1 | 2025-02-21 | delivered | standard | HDPHN-BLA, MUGST-INK*2 | card | 2025-02-28 | 2025-02-26
noah.1 | 2025-02-12 | delivered | standard | SPEAK-CHA, LANTN-COP*2 | card | 2025-02-19 | 2025-02-17
helen.1 | 2025-01-14 | delivered | standard | RAINJ-OLI-M, SOCKS-M*2 | card | 2025-01-21 | 2025-01-20
samir.1 | 2025-02-22 | delivered | standard | BOOKC-OAK, LAMPT-BRA | card | 2025-03-04 | 2025-03-03
beatrice.1 | 2025-02-13 | delivered | standard | ARMCH-FER, THROW-RUS | card | 2025-02-24 | 2025-02-22
yuki.1 | 2025-01-24 | delivered | standard | KETTL-MAT, MUGST-OAT*2 | card | 2025-01-31 | 2025-01-30
colm.1 | 2025-01-25 | delivered | standard | GRIND-STE, PRESS-8CU | card | 2025-02-01 | 2025-01-30
ana.1 | 2025-02-06 | delivered | standard | BOOTS-9, SOCKS-M | card | 2025-02-13 | 2025-02-12
ruth.1 | 2025-02-18 | delivered | standard | KNIFE-8IN, BOARD-LAR | card | 2025-02-26 | 2025-02-24
jonas.1 | 2025-02-19 | delivered | express | RAINJ-NAV-S, MERNO-CHA-S, BEANI-NAV | card | 2025-02-22 | 2025-02-21
claire.1 | 2025-02-27 | delivered | standard | BOWLS-OAT*6, TOWEL-NAT | card | 2025-03-07 | 2025-03-06
marcus.1 | 2024-07-03 | delivered | standard | HDPHN-BON | card | 2024-07-10 | 2024-07-09
marcus.2 | 2024-11-20 | delivered | standard | SKILT-12I | card | 2024-11-27 | 2024-11-26
inez.1 | 2024-09-16 | delivered | standard | TABLT-16G | card | 2024-09-23 | 2024-09-20
sofia.1 | 2024-02-14 | delivered | standard | EARBD-CHA | card | 2024-02-21 | 2024-02-20
sofia.2 | 2025-01-09 | delivered | standard | COOLR-24Q, CHAIR-NAV*2 | card | 2025-01-16 | 2025-01-15
dmitri.1 | 2025-02-24 | shipped | standard | HAMMK-TEA, BOTTL-32O-SLA*2 | card | 2025-03-03
elena.1 | 2025-03-03 | shipped | standard | PENDT-OPA*2 | card | 2025-03-10
wanda.1 | 2025-02-19 | shipped | standard | RADIO-TEA | gift=5000, card | 2025-02-27
aaron.1 | 2025-02-21 | delivered | standard | SHEET-QUE-CLA | card | 2025-02-28 | 2025-03-05
joy.1 | 2025-02-20 | delivered | standard | DUTCH-5QT-CRE | card | 2025-02-27 | 2025-03-04
joy.2 | 2024-08-05 | delivered | standard | TOPPR-QUE | card | 2024-08-12 | 2024-08-16
felix.1 | 2025-03-01 | delivered | express | WTHER-WAL | card | 2025-03-04 | 2025-03-07
mae.1 | 2025-02-24 | delivered | standard | HEADL-ORA | card | 2025-03-03 | 2025-03-08
ingrid.1 | 2025-03-04 | delivered | standard | LAMPA-BRA@24900, MUGST-ROS*4 | card | 2025-03-11 | 2025-03-10
paul.1 | 2025-02-26 | delivered | standard | KETTL-BRU@11900 | card | 2025-03-05 | 2025-03-04
theo.1 | 2025-03-05 | delivered | standard | DAYPK-OCH@10400, BOTTL-21O-CLA*2@3450, HEADL-GRA | card | 2025-03-12 | 2025-03-11
nora.1 | 2025-01-30 | delivered | standard | TOWEL-NAT | card | 2025-02-06 | 2025-02-05
bill.1 | 2024-12-02 | delivered | standard | SLIPR-TAN-9 | card | 2024-12-09 | 2024-12-07
rosa.1 | 2024-11-29 | delivered | standard | CAMRA-BAR | card | 2024-12-06 | 2024-12-04
kevin.1 | 2025-01-06 | delivered | standard | STOVE-STA, HEADL-ORA | card | 2025-01-13 | 2025-01-11
mina.1 | 2025-03-11 | processing | standard | RIDGE-MOS, CHAIR-RUS*2, MERNO-PIN-S | card
hugo.1 | 2025-03-13 | processing | standard | STOVE-STA, BOTTL-21O-SLA, HEADL-GRA | card
carlos.1 | 2025-02-03 | delivered | standard | COOLR-45Q | card | 2025-02-10 | 2025-02-08
lena.1 | 2025-01-20 | delivered | standard | DUVET-QUE | card | 2025-01-27 | 2025-01-25
judith.1 | 2025-02-10 | delivered | standard | LANTN-BLA*2 | card | 2025-02-17 | 2025-02-15
peter.1 | 2025-02-11 | delivered | standard | BENCH-WHI | card | 2025-02-21 | 2025-02-20
abigail.1 | 2025-02-10 | delivered | standard | PARKA-BLA-M | card | 2025-02-17 | 2025-02-14
ravi.1 | 2025-01-28 | delivered | standard | CHELS-BRO-10, SOCKS-L | card | 2025-02-04 | 2025-02-03
gloria.1 | 2025-02-06 | delivered | standard | BOOTS-8 | card | 2025-02-13 | 2025-02-11
liam.1 | 2025-02-13 | delivered | standard | TRAIL-GRE-10, SOCKS-L | card=Visa ending 8813 | 2025-02-20 | 2025-02-19
sybil.1 | 2025-02-12 | delivered | standard | LAMPT-BLU*2 | gift=20000 | 2025-02-19 | 2025-02-18
fatima.1 | 2025-02-28 | delivered | standard | DUTCH-7QT-IND | card | 2025-03-07 | 2025-03-05
george.1 | 2025-03-06 | shipped | standard | BENCH-WHI | card | 2025-03-18
olga.1 | 2025-02-24 | delivered | standard | SHEET-KIN-WHI | card | 2025-03-03 | 2025-03-01
duncan.1 | 2025-03-11 | packed | standard | FLEEC-PIN-L | card
duncan.2 | 2025-03-13 | processing | standard | HAMMK-SAN, LANTN-WHI*2 | card
esther.1 | 2025-03-12 | processing | express | CARDI-CRE-S, SLIPR-TAN-7 | card
martin.1 | 2025-03-12 | processing | standard | POWER-BLA, CHRGR-BLA | card
harold.1 | 2025-02-05 | delivered | standard | KNIFE-10I | card | 2025-02-12 | 2025-02-10
edith.1 | 2025-03-12 | processing | standard | SHEET-QUE-WHI, PILLW-MED*2 | card
nadia.1 | 2025-03-10 | packed | standard | SPEAK-SAN, CHRGR-WHI | card
kim.1 | 2025-03-01 | delivered | standard | CARDI-MOS-S, FLEEC-OAT-S | card | 2025-03-08 | 2025-03-07
greta.1 | 2025-03-01 | delivered | standard | BEANI-BER, SLIPR-PLU-7 | card | 2025-03-08 | 2025-03-06
joel.1 | 2025-02-20 | delivered | standard | PILLW-FIR*2 | card | 2025-02-27 | 2025-02-26
vera.1 | 2025-02-21 | delivered | standard | PILLW-MED*2, THROW-FOR | card | 2025-02-28 | 2025-02-27
brigid.1 | 2025-02-03 | delivered | standard | KETTL-BRU | card | 2025-02-10 | 2025-02-08
ted.1 | 2025-03-11 | processing | express | SUMIT-GLA | card=Visa ending 9067
ted.2 | 2024-12-10 | delivered | standard | GLASS-AMB*4 | card | 2024-12-17 | 2024-12-16
conrad.1 | 2025-02-15 | delivered | standard | ARMCH-OAT | card | 2025-02-26 | 2025-02-25
zoe.1 | 2025-02-17 | delivered | standard | BOTTL-21O-SLA | card | 2025-02-24 | 2025-02-22
stuart.1 | 2025-02-25 | delivered | standard | RAINJ-NAV-L | card | 2025-03-05 | 2025-03-04
dora.1 | 2025-02-18 | delivered | standard | PENDT-SMO | card | 2025-02-25 | 2025-03-03
ian.1 | 2025-03-06 | delivered | standard | SOLAR-FOL, CAMRA-BAR | card | 2025-03-13 | 2025-03-12
leo.1 | 2025-02-28 | delivered | standard | LAMPT-BRA, LAMPT-WHI, GLASS-CLE*4 | card | 2025-03-07 | 2025-03-06
amara.1 | 2025-03-02 | delivered | standard | RADIO-CRE, CHRGR-WHI, SPEAK-SAG | card | 2025-03-09 | 2025-03-08
amara.2 | 2025-03-13 | processing | standard | TABLT-32G | card
daniel.1 | 2025-02-20 | delivered | express | RAINJ-OLI-L, DAYPK-SLA | card | 2025-02-23 | 2025-02-22
daniel.2 | 2025-03-10 | processing | standard | SLPBG-LON | credit=5000, card
petra.1 | 2025-02-17 | shipped | standard | SHEET-QUE-WHI, MUGST-SAG*2 | card | 2025-02-25
walt.1 | 2025-02-14 | shipped | standard | DESKW-WAL | gift=15000, card | 2025-02-26
daniel2.1 | 2025-03-10 | processing | standard | SLPBG-REG | card
"""

# customer | label | street | city | state | ZIP
ADDRESSES = """
owen | work | 201 Camp Street, Suite 900 | New Orleans | LA | 70130
grace | studio | 2030 NW Raleigh Street | Portland | OR | 97209
keoni | parents | 98-1268 Kaahumanu Street | Pearl City | HI | 96782
joy | office | 1100 Louisiana Street, Floor 22 | Houston | TX | 77002
esther | beach | 14 Ocean Avenue | Cape May | NJ | 08204
beatrice | cabin | 4410 Gunflint Trail | Grand Marais | MN | 55604
"""

# nick | buyer | balance | status | expires
GIFT_CARDS = """
walt.gift | walt | 0 | active | 2028-01-31
wanda.gift | wanda | 0 | active | 2028-06-30
sybil.gift | sybil | 3200 | active | 2028-12-31
claire.gift | claire | 6400 | active | 2027-11-30
rosa.gift | rosa | 8500 | active | 2027-12-31
rosa.old | rosa | 2500 | active | 2025-01-31
ruth.gift | ruth | 4500 | active | 2026-08-31
helen.gift | helen | 10000 | active | 2028-02-29
beatrice.gift | beatrice | 1850 | active | 2024-12-31
daniel.gift | daniel | 3640 | active | 2026-05-31
"""

# customer | order | kind | amount | given on
CREDITS = """
joy | joy.2 | goodwill | 2500 | 2024-08-19
"""

# nick | order | item (from 1) | pieces | reason | status | label | restocking | condition | paid out | asked for on
RETURNS = """
abigail.r | abigail.1 | 1 | 1 | wrong_size | received | 0 | 0 | as_new | 0 | 2025-02-24
ravi.r | ravi.1 | 1 | 1 | changed_mind | received | 0 | 0 | worn | 0 | 2025-02-20
gloria.r | gloria.1 | 1 | 1 | changed_mind | received | 695 | 0 | ruined | 0 | 2025-02-21
liam.r | liam.1 | 1 | 1 | wrong_size | received | 0 | 0 | as_new | 0 | 2025-02-28
sybil.r | sybil.1 | 1 | 1 | changed_mind | received | 0 | 0 | as_new | 0 | 2025-02-26
judith.r | judith.1 | 1 | 2 | changed_mind | requested | 695 | 0 | - | 0 | 2025-03-10
conrad.r | conrad.1 | 1 | 1 | changed_mind | received | 0 | 6490 | as_new | 0 | 2025-03-01
"""

# nick | customer | order or - | topic | status | opened on | subject | notes, separated by /
TICKETS = """
george.t | george | george.1 | delivery | open | 2025-03-08 | Bench must come through the back gate | Carrier has been asked to ring before delivery.
olga.t | olga | olga.1 | product | open | 2025-03-04 | One pillowcase is missing from the sheet set | Spare pillowcase sent from Reno on 6 March.
olga.u | olga | - | account | open | 2025-02-11 | Newsletter arrives twice |
fatima.t | fatima | - | account | closed | 2024-12-02 | Password link does not arrive | Address was mistyped, solved by phone.
"""

# code | percent | category or - | minimum | first day | last day
PROMOTIONS = """
TRAIL15 | 15 | outdoor | 15000 | 2025-03-01 | 2025-03-31
WINTERWARM | 20 | - | 10000 | 2025-01-15 | 2025-02-28
SETTABLE10 | 10 | kitchen | 8000 | 2025-02-15 | 2025-04-15
GOODNIGHT12 | 12 | bedding | 12000 | 2025-03-10 | 2025-03-24
"""

# Orders whose parcel has been reported lost.
LOST = ("petra.1", "walt.1")

# Variants that no warehouse has.
SOLD_OUT = ("RADIO-TEA", "CHAIR-NAV")

# (warehouse, SKU) to pieces on hand and reserved, where they matter.
STOCK = {
    ("RNO", "BOOTS-10"): (31, 26),
    ("CMH", "BOOTS-10"): (18, 2),
    ("SAV", "BOOTS-10"): (9, 0),
    ("RNO", "BOWLS-OAT"): (22, 3),
    ("CMH", "BOWLS-OAT"): (40, 28),
    ("SAV", "BOWLS-OAT"): (14, 0),
    ("RNO", "HDPHN-BON"): (3, 1),
    ("CMH", "HDPHN-BON"): (16, 13),
    ("SAV", "HDPHN-BON"): (11, 1),
}
