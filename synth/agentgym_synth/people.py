"""Names of people, from many places, as a town has them."""

from __future__ import annotations

from agentgym.sampling import Draws

_FIRST = (
    "Abena Adaeze Ailsa Alan Alba Amara Amir Anders Angela Anika Annika Arjun Astrid Aylin Beatriz "
    "Benedikt Bilal Bridget Bruno Callum Carmen Catriona Cedric Chiara Clara Colm Cristina Dafydd "
    "Dalia Damian Daniela Darius Declan Deepa Dilys Dmitri Dorothy Ebony Edith Eilidh Elena Elias "
    "Emeka Enzo Esther Ewan Farah Fatima Felix Fergus Fiona Florence Francesca Gareth Gemma Goran "
    "Graham Greta Habib Hamish Hana Harriet Hassan Helena Hugo Ibrahim Ilse Imogen Ingrid Isaac "
    "Ivana Jakub Jasmine Joanna Joaquin Joel Judith Kamal Karin Kasia Keiko Kiran Kwame Laila Lars "
    "Leila Leon Lidia Linnea Lorcan Lucia Magnus Maeve Malcolm Marta Matteo Meera Mehmet Miriam "
    "Mohini Moira Nadia Naomi Natalia Niall Nikolai Noor Olga Omar Oskar Padraig Paloma Patrick "
    "Pavel Petra Philippa Priya Rafael Rajesh Ramona Rhiannon Rosalind Ruben Ruth Saoirse Samir "
    "Selma Shirin Sigrid Simone Stefan Sunita Suraya Sven Tamsin Tariq Teodora Thandiwe Theo "
    "Tobias Una Valentina Vikram Viola Walter Wanda Xavier Yara Yusuf Zainab Zofia"
).split()
_LAST = (
    "Abbott Achebe Adeyemi Ahlberg Ainsworth Akhtar Alvarez Andersson Ashworth Asante Bakker "
    "Banerjee Barros Bellamy Berglund Bianchi Blackwood Boateng Bracken Brennan Byrne Callaghan "
    "Campbell Castellano Chandra Chowdhury Coleman Conti Cooper Corrigan Costa Crowther Dalgaard "
    "Davenport Delgado Desai Dimitrov Doherty Drummond Duarte Dvorak Eastwood Eklund Ellison Eze "
    "Fairbairn Farrow Ferrari Fitzgerald Fontaine Forsyth Galloway Ganguly Garrido Gillespie "
    "Grabowski Greenhalgh Gupta Haddad Hallam Hansen Hargreaves Hashemi Hendry Holloway Horvath "
    "Hussain Iglesias Ivanova Jankowski Jansen Jardine Kapoor Karlsson Kavanagh Kaya Kenyatta "
    "Kowalski Lambert Larkin Laurent Lindqvist Llewellyn Lombardi MacLeod Mahmood Malik Marchetti "
    "Marsden McBride Mensah Milosz Molina Mukherjee Naidoo Nakamura Newcombe Novak Nowak Nyberg "
    "Obi Okonkwo Oliveira Osborne Pankhurst Papadakis Pereira Petrov Pillai Prescott Quirke "
    "Ramanathan Ravenscroft Reyes Richter Rossi Saeed Salazar Sandhu Santos Schneider Shapiro "
    "Sharma Silva Sinclair Soares Sorensen Stirling Stubbs Suzuki Takahashi Talbot Tennant "
    "Thackeray Thorne Toure Trevino Underwood Valdez Vasquez Virtanen Wainwright Weber Whitlock "
    "Wilde Wójcik Yeoman Yildiz Zhang Zimmermann"
).split()


def full_names(draws: Draws) -> list[str]:
    """Full names; no two share a first or a last name."""
    pairs = zip(draws.shuffled(_FIRST), draws.shuffled(_LAST), strict=False)
    return [f"{first} {last}" for first, last in pairs]
