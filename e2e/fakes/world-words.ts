/** Words that the world's titles, people and stories are made of, in three languages. */
export interface Phrase {
  en: string;
  de: string;
  fr: string;
}

const phrases = (rows: readonly string[]): Phrase[] =>
  rows.map((row) => {
    const [en, de, fr] = row.split(' | ');
    return { en: en!, de: de!, fr: fr! };
  });

/** What a title is about, with its article. */
export const SUBJECTS = phrases([
  'The Lighthouse | Der Leuchtturm | Le Phare',
  'The Orchard | Der Obstgarten | Le Verger',
  'The Beekeeper | Der Imker | L’Apiculteur',
  'The Ferryman | Der Fährmann | Le Passeur',
  'The Night Train | Der Nachtzug | Le Train de nuit',
  'The Glassblower | Der Glasbläser | Le Souffleur de verre',
  'The Winter House | Das Winterhaus | La Maison d’hiver',
  'The Cartographer | Der Kartograf | Le Cartographe',
  'The Quarry | Der Steinbruch | La Carrière',
  'The Weather Station | Die Wetterstation | La Station météo',
  'The Piano Tuner | Der Klavierstimmer | L’Accordeur',
  'The Border Post | Der Grenzposten | Le Poste-frontière',
  'The Swimming Lesson | Die Schwimmstunde | La Leçon de natation',
  'The Understudy | Die Zweitbesetzung | La Doublure',
  'The Signalman | Der Weichensteller | L’Aiguilleur',
  'The Paper Moon Hotel | Das Papiermondhotel | L’Hôtel de la lune de papier',
  'The Apothecary | Die Apothekerin | L’Apothicaire',
  'The Observatory | Die Sternwarte | L’Observatoire',
  'The Locksmith | Die Schlosserin | La Serrurière',
  'The Slow Parade | Der langsame Umzug | Le Lent Défilé',
  'The Canal Boat | Das Kanalboot | La Péniche',
  'The Radio Operator | Die Funkerin | L’Opératrice radio',
  'The Mushroom Hunters | Die Pilzsammler | Les Cueilleurs de champignons',
  'The Last Tram | Die letzte Straßenbahn | Le Dernier Tramway',
  'The Greenhouse | Das Gewächshaus | La Serre',
]);

/** Where, when or how. */
export const TAILS = phrases([
  'of Ostermoor | von Ostermoor | d’Ostermoor',
  'in the Rain | im Regen | sous la pluie',
  'at Dawn | im Morgengrauen | à l’aube',
  'Before Winter | vor dem Winter | avant l’hiver',
  'Without a Name | ohne Namen | sans nom',
  'on the Hill | auf dem Hügel | sur la colline',
  'After the Flood | nach der Flut | après la crue',
  'and the Crow | und die Krähe | et le corbeau',
  'at Low Tide | bei Ebbe | à marée basse',
  'of Veldhaven | von Veldhaven | de Veldhaven',
  'in Exile | im Exil | en exil',
  'Under Snow | unter dem Schnee | sous la neige',
  'at the End of June | Ende Juni | à la fin juin',
  'with Two Doors | mit zwei Türen | à deux portes',
  'on a Sunday | am Sonntag | un dimanche',
  'of Small Wonders | der kleinen Wunder | des petites merveilles',
  'by the Reservoir | am Stausee | au bord du réservoir',
  'in the Mirror | im Spiegel | dans le miroir',
  'from Karsholm | aus Karsholm | de Karsholm',
  'Against the Clock | gegen die Uhr | contre la montre',
  'at Platform Nine and Three | an Gleis neundrei | quai neuf-trois',
  'Between the Wars | zwischen den Kriegen | entre les guerres',
  'of the Seventh Street | in der Siebten Straße | de la septième rue',
  'in Blue | in Blau | en bleu',
]);

/** Names of shows. */
export const SHOW_TITLES = phrases([
  'Harbour Watch | Hafenwacht | La Veille du port',
  'The Allotment | Die Schrebergärtner | Les Jardins ouvriers',
  'Cold Kiln | Kalter Ofen | Four froid',
  'Fifteen Bridges | Fünfzehn Brücken | Quinze ponts',
  'The Understairs | Unter der Treppe | Sous l’escalier',
  'Night Ferry to Karsholm | Nachtfähre nach Karsholm | Le Ferry de nuit',
  'Ministry of Small Repairs | Amt für kleine Reparaturen | Le Bureau des petites réparations',
  'Gravel | Kies | Gravier',
  'The Long Interval | Die lange Pause | Le Long Entracte',
  'Inspector Vogelsang | Inspektorin Vogelsang | L’Inspectrice Vogelsang',
  'Tin Orchard | Der blecherne Garten | Le Verger de fer-blanc',
  'Station Eleven-B | Wache 11b | Poste 11 bis',
  'Sky Couriers Aranami | Himmelskuriere Aranami | Les Coursiers du ciel Aranami',
  'The Late Table | Der späte Tisch | La Table tardive',
  'Peat | Torf | Tourbe',
  'Lamplighters | Die Lampenputzer | Les Allumeurs de réverbères',
  'A Fence in Brackwater | Ein Zaun in Brackwater | Une clôture à Brackwater',
  'Moth Season | Falterzeit | La Saison des phalènes',
]);

export const EPISODE_WORDS = phrases([
  'The Key | Der Schlüssel | La Clé',
  'Fog | Nebel | Brouillard',
  'A Visit | Ein Besuch | Une visite',
  'The Third Cup | Die dritte Tasse | La Troisième Tasse',
  'Ledger | Das Kassenbuch | Le Registre',
  'Thaw | Tauwetter | Dégel',
  'What the Gull Saw | Was die Möwe sah | Ce que vit la mouette',
  'Spare Room | Das Gästezimmer | La Chambre d’amis',
  'Overtime | Überstunden | Heures supplémentaires',
  'Salt | Salz | Sel',
  'The Wrong Coat | Der falsche Mantel | Le Mauvais Manteau',
  'Undertow | Sog | Ressac',
  'Two Letters | Zwei Briefe | Deux lettres',
  'Kindling | Anmachholz | Petit bois',
  'The Inventory | Die Inventur | L’Inventaire',
  'Half Light | Zwielicht | Pénombre',
  'Lost Property | Fundsachen | Objets trouvés',
  'The Walk Home | Der Heimweg | Le Chemin du retour',
]);

/** Sentences that begin and end a story. */
export const OPENINGS = phrases([
  'Nobody in the valley remembers who built it, | Niemand im Tal weiß noch, wer es gebaut hat, | Personne dans la vallée ne sait qui l’a bâti,',
  'On the day the ferries stop, | An dem Tag, an dem die Fähren stehen bleiben, | Le jour où les bacs s’arrêtent,',
  'Three strangers share one umbrella, | Drei Fremde teilen sich einen Schirm, | Trois inconnus partagent un parapluie,',
  'A letter arrives forty years late, | Ein Brief kommt vierzig Jahre zu spät, | Une lettre arrive avec quarante ans de retard,',
  'When the village votes to leave the map, | Als das Dorf beschließt, die Landkarte zu verlassen, | Quand le village vote pour quitter la carte,',
  'A retired clockmaker is asked for one last hour, | Ein alter Uhrmacher wird um eine letzte Stunde gebeten, | On demande à un horloger retraité une dernière heure,',
]);
export const ENDINGS = phrases([
  'and the only one who asks is a child. | und die Einzige, die fragt, ist ein Kind. | et seule une enfant pose la question.',
  'a baker finds out what his mother kept in the cellar. | findet ein Bäcker heraus, was seine Mutter im Keller aufhob. | un boulanger découvre ce que sa mère gardait à la cave.',
  'and by morning two of them are lying. | und am Morgen lügen zwei von ihnen. | et au matin deux d’entre eux mentent.',
  'two sisters have a week to settle a very old bet. | haben zwei Schwestern eine Woche für eine sehr alte Wette. | deux sœurs ont une semaine pour régler un vieux pari.',
  'and the sea takes its time to answer. | und das Meer lässt sich mit der Antwort Zeit. | et la mer prend son temps pour répondre.',
  'an orchestra without a conductor keeps playing. | spielt ein Orchester ohne Dirigenten weiter. | un orchestre sans chef continue de jouer.',
]);
export const TAGLINES = phrases([
  'Some doors only open once. | Manche Türen gehen nur einmal auf. | Certaines portes ne s’ouvrent qu’une fois.',
  'Bring a coat. | Nimm einen Mantel mit. | Prenez un manteau.',
  'The tide keeps no secrets. | Die Ebbe behält kein Geheimnis. | La marée ne garde aucun secret.',
  'Everyone was asleep but one. | Alle schliefen, bis auf einen. | Tous dormaient, sauf un.',
]);

export const GIVEN_NAMES =
  'Ada Bram Carina Dov Elske Farid Greta Hollis Imre Jorun Katalin Lior Maren Nadim Odile Pavel Quirin Runa Soraya Tobias Ulla Veit Wanda Xenia Yusuf Zelda'.split(
    ' ',
  );
export const FAMILY_NAMES =
  'Achterberg Brandvold Castellane Dragomir Eversholt Falkenrath Giordani Hallgrim Ivarsson Jaszcz Kolmorgen Lindqvist Marchetti Nakagome Oyelaran Petrosyan Quistgaard Rosenfeldt Stavrakis Thistlewood Ueberroth Vantongeren Wexcombe Yarborough Zielonka'.split(
    ' ',
  );
export const STUDIOS = [
  'Lantern & Daughters',
  'Grey Heron Pictures',
  'Atelier Nordwind',
  'Tin Roof Films',
  'Cinéma du Quai',
  'Aranami Works',
  'Seventh Pier',
];
export const NETWORKS = ['Kanal Nord', 'BBX Two', 'Réseau Ouest', 'Harbourlight TV', 'TV Aranami'];
export const KEYWORDS = [
  'island',
  'inheritance',
  'railway',
  'village life',
  'clockmaker',
  'female friendship',
  'storm',
  'lost letter',
  'orchestra',
  'border',
  'heist',
  'winter',
];
