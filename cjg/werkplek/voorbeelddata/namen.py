"""Invented names from the families that a Dutch city holds."""

from __future__ import annotations

from dataclasses import dataclass

from cjg.werkplek.voorbeelddata.wereld import Wereld


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Names that go together: surnames (with voorvoegsel), given names of parents and of children."""

    achternamen: tuple[str, ...]
    moeders: tuple[str, ...]
    vaders: tuple[str, ...]
    meisjes: tuple[str, ...]
    jongens: tuple[str, ...]


def _names(tekst: str) -> tuple[str, ...]:
    return tuple(naam.strip() for naam in tekst.split(","))


_NEDERLANDS = Herkomst(
    _names(
        "de Vries, van der Meer, Bakker, Visser, Smit, van Dijk, de Boer, Mulder, de Groot, Bos, Vos, Peters, "
        "Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Linden, Kok, Jacobs, "
        "de Haan, Vermeulen, van den Berg, van den Heuvel, van der Veen, van den Broek, Schouten, van Beek, Willems, "
        "van Vliet, van de Ven, Hoekstra, Maas, Verhoeven, Koster, van Dam, van der Wal, Prins, Blom, Huisman, "
        "Kuipers, van Veen, Post, Kramer, van den Brink, Scholten, van Wijk, Postma, Martens, Vink, de Ruiter, "
        "Timmermans, Groen, Gerritsen, Jonker, van Loon, Boer, van der Velde, Willemsen, de Lange, van der Heijden, "
        "Zonneveld, van Es, Duin, Paap, Keur, Molenaar, Terpstra, Zwemmer, van Duivenboden, Halderman, Koper, "
        "Bluijs, Draijer, van der Mije, Weber, Castien, in 't Veld, van 't Hof, ter Horst, op den Kelder, Hagenaars, "
        "Snoek, de Jong, Jansen, Rademaker, Geldof, Wessels, Brinkman, Beekhuis, Tervoort, Oudejans, Schaap"
    ),
    _names(
        "Linda, Sandra, Monique, Esther, Wendy, Miranda, Chantal, Patricia, Mariska, Nicole, Kim, Marieke, Femke, "
        "Anouk, Ilse, Sanne, Judith, Petra, Annemarie, Hanneke, Maaike, Karin, Saskia, Debby, Renée, Eline, Roos, "
        "Marloes, Inge, Desirée, Kirsten, Lotte, Merel, Nadine, Natasja, Brenda, Astrid, Jolanda, Ellen, Yvonne"
    ),
    _names(
        "Mark, Peter, Marcel, Erik, Dennis, Jeroen, Bas, Richard, Michel, Robert, Sander, Wouter, Patrick, Martijn, "
        "Ronald, Edwin, Frank, Rick, Jasper, Niels, Bart, Rob, Arjan, Maarten, Remco, Ruben, Koen, Thijs, Joost, "
        "André, Danny, Kevin, Jan, Hans, Paul, Stefan, Vincent, Johan, Menno, Gijs"
    ),
    _names(
        "Emma, Julia, Mila, Tess, Sophie, Zoë, Sara, Nora, Yara, Eva, Liv, Lotte, Noor, Evi, Saar, Fleur, Lynn, "
        "Anna, Lieke, Fenna, Isa, Maud, Feline, Jasmijn, Roos, Elin, Loïs, Lauren, Nina, Femke, Puck, Floor, Bo, "
        "Sofie, Amber, Iris, Romy, Britt, Vera, Chloé, Esmee, Naomi, Demi, Rosalie, Juul, Maeve, Hailey, Pippa"
    ),
    _names(
        "Daan, Sem, Levi, Luuk, Finn, Noah, Bram, Mees, Thijs, Jesse, Lars, Milan, Tim, Ruben, Sam, Siem, Gijs, "
        "Teun, Tijn, Jayden, Thomas, Julian, Stijn, Hugo, Max, Floris, Olivier, Pepijn, Job, Guus, Boaz, Jens, "
        "Dex, Cas, Niek, Lucas, Joep, Sven, Kyano, Damian, Jelle, Tygo, Mats, Ties, Raf, Quinten, Senn, Morris"
    ),
)
_TURKS = Herkomst(
    _names(
        "Yılmaz, Kaya, Demir, Çelik, Şahin, Yıldız, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Aslan, Çetin, "
        "Koç, Kurt, Özkan, Şimşek, Polat, Korkmaz, Güneş, Bulut, Erdoğan, Karaca, Tekin, Uçar, Yavuz, Ünal"
    ),
    _names("Fatma, Ayşe, Hatice, Zeynep, Gülsüm, Sevgi, Özlem, Yasemin, Elif, Filiz, Songül, Hülya, Derya, Sibel"),
    _names("Mehmet, Mustafa, Ahmet, Ali, Hüseyin, Hasan, İbrahim, Murat, Ömer, Yusuf, Erkan, Serkan, Emre, Kemal"),
    _names("Elif, Zeynep, Defne, Esila, Azra, Ela, Nisa, Eylül, Melek, Ceylin, Sena, Aylin, Büşra, İrem, Hira"),
    _names("Emir, Yusuf, Ömer, Kaan, Eymen, Miraç, Mert, Deniz, Arda, Efe, Berat, Can, Enes, Kerem, Umut, Çınar"),
)
_MAROKKAANS = Herkomst(
    _names(
        "el Amrani, Bouzid, Ait Taleb, el Idrissi, Benali, Bouazza, Aarab, el Khattabi, Ouali, Haddou, Azzouzi, "
        "Amghar, Boukhari, Chaoui, Lahlou, el Yaakoubi, Mansouri, Tahiri, Zerouali, Bensaïd, Achahbar, el Ouali"
    ),
    _names("Fatima, Naima, Samira, Karima, Latifa, Hafida, Nadia, Souad, Malika, Rachida, Hanane, Loubna, Siham"),
    _names("Mohamed, Abdellah, Rachid, Youssef, Said, Karim, Hassan, Mustapha, Khalid, Driss, Jamal, Aziz, Omar"),
    _names("Amina, Salma, Yasmine, Nour, Inès, Aya, Safae, Hajar, Malak, Sara, Lina, Imane, Douae, Kawtar, Rania"),
    _names("Adam, Amir, Ilyas, Bilal, Yassin, Rayan, Anass, Zakaria, Mohamed, Ayoub, Imran, Sami, Jaber, Ismaïl"),
)
_SURINAAMS = Herkomst(
    _names(
        "Ramdin, Sewnath, Jagroep, Baldewsingh, Ramautar, Mahabier, Kalloe, Pinas, Wijngaarde, Vrede, Nahar, "
        "Esajas, Wip, Linger, Blokland, Pengel, Kromosoeto, Soekhoe, Biharie, Tjon A Tsoi, Lieuw, Zeefuik"
    ),
    _names("Shanti, Radha, Joyce, Muriël, Sharda, Cynthia, Marlène, Sandhya, Sharmila, Henna, Mildred, Jeanette"),
    _names("Ricardo, Dewanand, Romeo, Glenn, Winston, Anand, Humphrey, Steven, Sunil, Orlando, Clyde, Rakesh"),
    _names("Jahzara, Priya, Shanaya, Naomi, Kiara, Anjali, Tisha, Rihanna, Zahra, Jolie, Diya, Faith, Shenaya"),
    _names("Jaydon, Arjun, Rayhan, Shaquille, Kiano, Vinay, Mitchell, Xavi, Dylano, Roshan, Jeremiah, Quincy"),
)
_ANTILLIAANS = Herkomst(
    _names("Martina, Maduro, Croes, Winklaar, Rosalia, Koeiman, Pieternella, Cijntje, Sambo, Doran, Tromp, Felida"),
    _names("Sharon, Roxanne, Zuleika, Marlyn, Gisèle, Jurethza, Sherilyn, Tamara, Ruthmila, Mariluz"),
    _names("Gregory, Elvis, Rudsel, Curtis, Jairo, Raymond, Giovanni, Urvin, Hensley, Edsel"),
    _names("Shakira, Nayeli, Ayanna, Zoraida, Genesis, Kaylee, Amaya, Rochelle, Xiomara, Leilani"),
    _names("Jaïr, Rojendro, Kendrick, Shamar, Gianni, Diego, Jurvin, Kelvin, Eldrick, Zyon"),
)
_POOLS = Herkomst(
    _names("Kowalski, Nowak, Wiśniewski, Wójcik, Kamiński, Zieliński, Szymański, Woźniak, Dąbrowski, Mazur, Łukasik"),
    _names("Agnieszka, Małgorzata, Katarzyna, Joanna, Ewa, Magdalena, Beata, Monika, Aleksandra, Justyna"),
    _names("Piotr, Krzysztof, Tomasz, Paweł, Łukasz, Marcin, Grzegorz, Michał, Rafał, Wojciech"),
    _names("Zuzanna, Maja, Hanna, Lena, Oliwia, Amelia, Wiktoria, Gabriela, Zofia, Nikola"),
    _names("Jakub, Antoni, Filip, Kacper, Szymon, Oskar, Mikołaj, Wiktor, Igor, Dawid"),
)
_SYRISCH = Herkomst(
    _names("al Hamad, Haddad, Darwish, al Khatib, Sabbagh, Nassar, Khoury, al Ahmad, Shami, Mansour, Barakat, Saleh"),
    _names("Rima, Hiba, Nour, Rasha, Maysaa, Lina, Samar, Ghada, Abir, Wafaa"),
    _names("Ahmad, Khaled, Bassam, Fadi, Mahmoud, Samer, Tarek, Anas, Yaser, Nizar"),
    _names("Sham, Jana, Maria, Tala, Naya, Layan, Judi, Rimas, Ghazal, Sidra"),
    _names("Jad, Karam, Hamza, Laith, Yamen, Abdulrahman, Tim, Ward, Majd, Elias"),
)
_OVERIG = Herkomst(
    _names(
        "Tesfay, Haile, Ghebreyesus, Kovalenko, Shevchenko, Bondarenko, Nguyen, Tran, Chen, Lin, Mensah, Owusu, "
        "Boateng, Silva, Ferreira, Popescu, Ivanova, Müller, Ahmadi, Hosseini, Rezaei, Mohamud, Warsame, Pattiasina, "
        "Latuheru, Tahapary, Petrović, Kovač, Rossi, García, Fernandes, Rahimi, Yohannes, Okafor"
    ),
    _names("Selam, Olena, Mai, Akosua, Ana, Ioana, Zahra, Halima, Lea, Milica, Grace, Letty, Oksana, Mehrnaz, Lucía"),
    _names("Yonas, Andriy, Minh, Kwame, João, Mihai, Reza, Abdi, Jürgen, Dragan, Emmanuel, Domingus, Taras, José"),
    _names("Abigail, Sofiia, Linh, Adwoa, Beatriz, Sofia, Parisa, Ayaan, Hannah, Ana, Blessing, Delilah, Luwam"),
    _names("Nahom, Maksym, Bao, Kofi, Tiago, Luca, Arman, Zakariye, Leon, Stefan, David, Matheo, Filmon, Artem"),
)
_GEWICHTEN = {
    _NEDERLANDS: 58.0,
    _TURKS: 9.0,
    _MAROKKAANS: 8.0,
    _SURINAAMS: 6.0,
    _ANTILLIAANS: 3.0,
    _POOLS: 4.0,
    _SYRISCH: 4.0,
    _OVERIG: 8.0,
}
STAF = _NEDERLANDS


def pick_herkomst(wereld: Wereld) -> Herkomst:
    """Return the names of one family."""
    return wereld.weigh(_GEWICHTEN)


STRATEN = _names(
    "Lindenlaan, Merelstraat, Zonnebloemweg, Eikenhof, Vlietstraat, Molenpad, Duinroosstraat, Spaarnekade, "
    "Leeuwerikhof, Kastanjeplein, Rembrandtlaan, Kerkpad, Beukenstraat, Wilgenlaan, Zeedistelweg, Korte Veerstraat, "
    "Briandlaan, Professorenlaan, Meeuwenlaan, Tulpenstraat, Hyacintenlaan, Pijlkruidstraat, Schoterkade, "
    "Ambachtsweg, Stationsweg, Havenstraat, Vrijheidslaan, Oude Vaart, Sportlaan, Parkwijkhof, Narcisstraat, "
    "Duinpieper, Helmgrasstraat, Strandweg, Boulevardstraat, Prinsenhof, Leidsepad, Grote Houtpad, Amerikaweg"
)
