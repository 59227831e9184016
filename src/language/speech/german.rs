//! German words by which an article tells who speaks. Every noun has a capital; a verb stands second, or last.

use super::{Speech, according, class, denial, gender, verb};

pub(super) static GERMAN: Speech = Speech {
    code: "de",
    tables: &[
        (
            class::VERB,
            verb::SAY,
            "\
            sagte sagten sagt sagen erklärte erklärten erklärt erklären betonte betonten betont betonen meinte \
            meinten meint meinen bemerkte bemerkten bemerkt bemerken behauptete behaupteten behauptet behaupten \
            äußerte äußerten äußert äußeren begründete begründeten begründet begründen versicherte versicherten \
            versichert versicheren bekräftigte bekräftigten bekräftigt bekräftigen verkündete verkündeten verkündet \
            verkünden bestätigte bestätigten bestätigt bestätigen ergänzte ergänzten ergänzt ergänzen erwiderte \
            erwiderten erwidert erwideren fragte fragten fragt fragen erzählte erzählten erzählt erzählen schilderte \
            schilderten schildert schilderen erläuterte erläuterten erläutert erläuteren präzisierte präzisierten \
            präzisiert präzisieren kommentierte kommentierten kommentiert kommentieren resümierte resümierten \
            resümiert resümieren konstatierte konstatierten konstatiert konstatieren argumentierte argumentierten \
            argumentiert argumentieren stöhnte stöhnten stöhnt stöhnen flüsterte flüsterten flüstert flüsteren \
            murmelte murmelten murmelt murmelen witzelte witzelten witzelt witzelen spottete spotteten spottet \
            spotten schimpfte schimpften schimpft schimpfen höhnte höhnten höhnt höhnen schwärmte schwärmten \
            schwärmt schwärmen schwörte schwörten schwört schwören klagte klagten klagt klagen beklagte beklagten \
            beklagt beklagen beteuerte beteuerten beteuert beteueren verlangte verlangten verlangt verlangen \
            forderte forderten fordert forderen drohte drohten droht drohen mahnte mahnten mahnt mahnen warnte \
            warnten warnt warnen urteilte urteilten urteilt urteilen bilanzierte bilanzierten bilanziert bilanzieren \
            konterte konterten scherzte scherzten scherzt scherzen jubelte jubelten jubelt jubelen skandierte \
            skandierten skandiert skandieren brüllte brüllten brüllt brüllen mutmaßte mutmaßten mutmaßt mutmaßen \
            prophezeite prophezeiten prophezeit prophezeien prognostizierte prognostizierten prognostiziert \
            prognostizieren orakelte orakelten orakelt orakelen garantierte garantierten garantiert garantieren \
            wunderte wunderten wundert wunderen erinnerte erinnerten erinnert erinneren vermeldete vermeldeten \
            vermeldet vermelden meldete meldeten meldet melden bemängelte bemängelten bemängelt bemängelen monierte \
            monierten moniert monieren plädierte plädierten plädiert plädieren appellierte appellierten appelliert \
            appellieren dementierte dementierten dementiert dementieren diktierte diktierten diktiert diktieren \
            krähte krähten kräht krähen wetterte wetterten wettert wetteren zürnte zürnten zürnt zürnen twitterte \
            twitterten twittert twitteren protestierte protestierten protestiert protestieren insistierte \
            insistierten insistiert insistieren verdeutlichte verdeutlichten verdeutlicht verdeutlichen moderierte \
            moderierten moderiert moderieren analysierte analysierten analysiert analysieren folgerte folgerten \
            folgert folgeren schlussfolgerte schlussfolgerten schlussfolgert schlussfolgeren gesagt gefragt gemeint \
            geäußert gefordert gewarnt gemahnt gedroht geantwortet gemeldet geklagt geurteilt geschrieben gerufen \
            versprochen berichtete berichteten berichtet berichten antwortete antworteten antwortet antworten rief \
            riefen ruft rufen schrieb schrieben schreibt schreiben versprach versprachen verspricht gestand \
            gestanden gesteht unterstrich unterstrichen unterstreicht empfahl empfahlen empfiehlt riet rieten rät \
            bat baten bittet bekundete bekundet bestritt bestritten bestreitet verneinte bejahte widersprach \
            widersprachen widerspricht schwor beschwor empfohlen kündigte bekannte bekannten gebeten geraten zischte \
            raunte brummte seufzte lachte hervorgehoben mitgeteilt hinzugefügt angekündigt angegeben eingeräumt \
            zugegeben bekanntgegeben klargestellt festgestellt ausgeführt dargelegt vorgeschlagen vorgeworfen \
            zurückgewiesen ausgesagt mitteilte mitteilten mitteilt mitteilen hinzufügte hinzufügt hinzufügten \
            ankündigte ankündigten ankündigt angab angaben angibt einräumte einräumt zugab zugibt bekanntgab \
            bekanntgaben klarstellte klarstellt feststellte feststellt feststellten ausführte ausführt darlegte \
            vorschlug vorschlägt aussagte hervorhob hervorhebt mitzuteilen zusagte zusicherte beantwortete \
            beantwortet entgegnete entgegneten entgegnet entgegnen zugesichert zugesagt vorgetragen gelobt Äußerte \
            Äußerten Äußert Äußeren",
        ),
        (
            class::VERB,
            verb::CALL,
            "\
            nannte nannten nennt nennen genannt bezeichnete bezeichneten bezeichnet bezeichnen beschrieb beschrieben \
            beschreibt beschreiben lobte lobten lobt loben würdigte würdigten würdigt würdigen verurteilte \
            verurteilten verurteilt begrüßte begrüßten begrüßt begrüßen wertete werteten wertet bewertete bewertet \
            rechtfertigte rechtfertigt beschuldigte beschuldigten beschuldigt verglich vergleicht verglichen \
            titulierte tituliert sprach sprachen spricht sprechen gesprochen charakterisierte charakterisiert rügte \
            rügt geißelte geißelt tadelte tadelt verspottete verspottet attackierte attackiert bezichtigte bedankte \
            bedauerte bedauert bedauern verteidigte verteidigt definierte definiert einstufte klassifizierte \
            kritisierte kritisierten kritisiert kritisieren feierte \
            feierten feiert empfindet empfand empfinden beurteilte beurteilt betrachtet betrachtete betrachteten brandmarkte \
            brandmarkt verwarf geißelt titulieren pries priesen preist",
        ),
        (
            class::VERB,
            verb::THINK,
            "\
            glaubt glaubte glauben hofft hoffte hoffen hofften fürchtet fürchtete befürchtet befürchtete befürchten \
            befürchteten vermutet vermutete vermuten vermuteten denkt dachte denken erwartet erwartete erwarten \
            wünscht wünschte bezweifelt bezweifelte bezweifeln rechnet rechnete schätzt schätzte schätzen hält halten sieht sehen erhofft erhoffte erhofften befand befindet",
        ),
        (class::VERB, verb::QUOTED, "zitiert zitierte zitierten"),
        (
            class::VERB,
            verb::IT_SAYS,
            "heißt hieß geheißen steht stand",
        ),
        (class::PARTICIPLE, 0, "sagend hinzufügend betonend worten"),
        (
            class::SPLIT,
            0,
            "\
            teilte teilten teilt teilen fügte fügten fügt fügen kündigte kündigten kündigt kündigen gab gaben gibt \
            geben räumte räumten räumt räumen stellte stellten stellt stellen führte führten führt führen hob hoben \
            hebt heben legte legten legt schlug schlugen schlägt schlagen warf warfen wirft werfen wies wiesen weist \
            weisen sagte sagten sagt sagen sicherte rief riefen ruft rufen fuhr fuhren fährt setzte setzt merkte \
            merkten merkt strich lehnte lehnten lehnt machte machten macht zeigte zeigten zeigt vertrat vertritt \
            wandte wendet brachte kam kommt kommen ging gehen geht gingen prangerte prangerten drückte drückt sprach \
            gestand gesteht griff greift ordnete äußerte äußerten fasste fasst schloss schließt stimmte stimmt ließ ließen lässt wollen wollte wollten will \
            Äußerte Äußerten",
        ),
        (class::ACCORDING, according::TO, "laut gemäß lt"),
        (class::ACCORDING, according::SO, "so"),
        (class::ACCORDING, according::POST, "zufolge"),
        (
            class::ACCORDING,
            according::NOUN,
            "\
            angaben angabe worten aussage aussagen ansicht darstellungen meinung auffassung darstellung einschätzung \
            informationen überzeugung bericht berichten schilderung schätzung schätzungen Überzeugung",
        ),
        (class::AFTER, 0, "nach"),
        (class::AS, 0, "wie"),
        (class::THAT, 0, "dass daß"),
        (class::OF, 0, "von vom"),
        (class::BY, 0, "von vom durch"),
        (class::TO, 0, "zu"),
        (class::THE, 0, "der die das"),
        (
            class::GENITIVE,
            0,
            "des der eines einer seiner ihrer dieser",
        ),
        (
            class::OBLIQUE,
            0,
            "\
            den dem des einem einen eines ihm ihn ihnen mir mich uns euch dir dich diesem diesen dieses seinem \
            seinen seines ihrem ihren ihres unserem unseren allem jedem jeden keinem keinen",
        ),
        (class::ITSELF, 0, "sich"),
        (class::PRONOUN, gender::MALE, "er"),
        (class::PRONOUN, gender::FEMALE, "sie"),
        (class::PRONOUN, gender::MANY, "man"),
        (class::PRONOUN, gender::THING, "es"),
        (class::PRONOUN, gender::WRITER, "ich wir du ihr"),
        (
            class::RELATIVE,
            0,
            "welcher welche welches wer dessen deren",
        ),
        (
            class::DETERMINER,
            0,
            "\
            der die das den dem des ein eine einen einem einer eines dieser diese dieses diesem diesen jener jene \
            jenes kein keine keinen keinem keiner mehrere viele einige manche alle beide zwei drei vier fünf sechs \
            sieben acht neun zehn jeder jede jedes jegliche jeglicher jegliches solche weitere zahlreiche",
        ),
        (
            class::DETERMINER,
            1,
            "\
            sein seine seinen seinem seiner seines ihre ihren ihrem ihrer ihres unser unsere unseren mein meine \
            dein deine",
        ),
        (
            class::PREPOSITION,
            1,
            "von vom für in im an am aus bei beim",
        ),
        (
            class::PREPOSITION,
            0,
            "\
            als nach vor mit zu auf über unter zwischen durch gegen ohne um seit bis während wegen trotz innerhalb \
            außerhalb gegenüber hinter neben zum zur ins ans per pro ab entgegen angesichts aufgrund anlässlich \
            hinsichtlich bezüglich samt binnen mittels Über",
        ),
        (class::CONJUNCTION, 1, "und oder sowie"),
        (
            class::CONJUNCTION,
            2,
            "\
            aber dass daß weil wenn während obwohl nachdem bevor ehe sondern denn ob damit indem sobald solange \
            falls wie warum wieso wo wann doch",
        ),
        (
            class::AUXILIARY,
            0,
            "\
            hat hatte hatten haben habe hätte hätten würde würden kann konnte können könnte könnten konnten muss \
            musste müssen müsste mussten soll sollte sollen sollten will wollte wollen wollten wolle darf durfte \
            dürfen dürfe mag mochte möchte möchten müsse könne solle",
        ),
        (
            class::AUXILIARY,
            1,
            "\
            ist war sind waren sei seien wäre wären gewesen wird werden wurde wurden worden werde bin bist",
        ),
        (
            class::ADVERB,
            0,
            "\
            auch noch nur schon bereits dann danach dazu daraufhin weiter weiterhin ferner außerdem zudem jedoch \
            dagegen hingegen allerdings dabei damit daher deshalb darauf hier dort so nun jetzt immer oft wieder \
            erneut später zuvor früher vorher zunächst zuletzt schließlich ebenfalls wörtlich etwa mehr sehr ganz \
            selbst sogar eher lediglich bislang bisher inzwischen mittlerweile kürzlich jüngst gerade einmal \
            mehrfach wiederholt öffentlich offiziell schriftlich scharf deutlich klar offen ausdrücklich zwar eben \
            demnach also hinzu mehrmals sofort bald überdies unterdessen abschließend einst damals gleichzeitig derzeit aktuell zurzeit unmissverständlich ursprünglich insbesondere beispielsweise dennoch trotzdem \
            stattdessen anschließend mitunter vielmehr weshalb hierbei hierfür daraus \
            dafür hierzu davon Öffentlich Überdies",
        ),
        (class::ADVERB, denial::NOT, "nicht nie niemals kaum"),
        (
            class::HONORIFIC,
            0,
            "\
            herr herrn frau dr doktor prof graf gräfin freiherr sir lady kardinal pater",
        ),
        (
            class::ROLE,
            0,
            "\
            sprecher sprecherin sprechern ministerin minister kanzler kanzlerin präsident präsidentin präsidenten \
            politiker politikerin politikern chef chefin chefs führer führerin leiter leiterin meister meisterin \
            anwalt anwältin anwälte richter richterin trainer trainerin experte expertin experten direktor \
            direktorin beamter beamte beamten beamtin vorsitzender vorsitzende vorsitzenden kandidat kandidatin \
            abgeordneter abgeordnete abgeordneten sekretär sekretärin botschafter botschafterin kommissar \
            kommissarin inspektor inspektorin wissenschaftler wissenschaftlerin forscher forscherin professor \
            professorin autor autorin journalist journalistin journalisten reporter reporterin kapitän kapitänin \
            arzt ärztin ärzte vertreter vertreterin vertretern berater beraterin mitarbeiter mitarbeiterin manager \
            managerin ökonom ökonomin zeuge zeugin zeugen spieler spielerin beauftragte beauftragter beauftragten \
            ingenieur ingenieurin rektor rektorin bischof bischöfin general offizier intendant intendantin \
            historiker historikerin psychologe psychologin unternehmer unternehmerin bauer bäuerin fahrer fahrerin \
            lehrer lehrerin schüler schülerin student studentin studenten sängerin sänger schauspieler \
            schauspielerin regisseur regisseurin künstler künstlerin redakteur redakteurin korrespondent \
            korrespondentin verteidiger verteidigerin kläger klägerin angeklagte angeklagter gouverneur gouverneurin \
            senator senatorin bürgermeister bürgermeisterin könig königin papst fürst prinz prinzessin kritiker \
            kritikerin analyst analystin analysten pfarrer pfarrerin dekan gründer gründerin betreiber betreiberin \
            inhaber inhaberin besitzer besitzerin monteur monteurin schlosser schlosserin matrose matrosin fischer \
            fischerin händler händlerin wirt wirtin koch köchin verwalter verwalterin vorstand ermittler ermittlerin \
            anführer anführerin premier premierminister oberst leutnant wärter techniker technikerin astronom \
            astronomin physiker physikerin biologe biologin soziologe soziologin geschäftsführer geschäftsführerin \
            vize mediziner medizinerin pilot pilotin lotse lotsin vermieter richtern gewerkschafter gewerkschafterin \
            Ärztin Ärzte Ökonom Ökonomin",
        ),
        (
            class::SOMEBODY,
            0,
            "\
            quelle quellen kreise kreisen augenzeuge augenzeugen augenzeugin anwohner anwohnerin anwohnern nachbar \
            nachbarin nachbarn beobachter beobachtern demonstrant demonstranten teilnehmer teilnehmerin teilnehmern \
            insider informant informanten opfer angehörige angehörigen eltern gegner anhänger bürger bürgerin leser \
            leserin einwohner frau mann frauen männer mädchen junge kind kinder menschen leute niemand jemand viele \
            einige manche andere anderer mehrere bewohner bewohnerin passanten überlebende überlebender veranstalter \
            sprecherinnen fans fan nutzer unbekannte unbekannter täter familie vater mutter bruder schwester sohn \
            tochter freund freundin kollege kollegin kollegen gast gäste letztere letzterer erstere ersterer arbeiter arbeiterin hausmeister \
            hausmeisterin mitglied mitglieder Überlebende Überlebender",
        ),
        (
            class::GROUP,
            0,
            "\
            polizei regierung ministerium behörde behörden amt partei verband verein gewerkschaft firma unternehmen \
            konzern bank gericht rat ausschuss kommission parlament bundestag fraktion zeitung sender agentur \
            nachrichtenagentur staatsanwaltschaft feuerwehr universität institut krankenhaus kirche armee militär \
            bündnis organisation union koalition opposition vereinigung gesellschaft stiftung botschaft team \
            mannschaft redaktion initiative senat medien presse verwaltung werft reederei stadtrat hafenamt kanzlei \
            verlag dienst onlinedienst magazin club klub nachrichtenmagazin staat komitee bürgerinitiative zentrale \
            vorstand kammer leitung rundfunk anstalt verwaltungsgericht verfassungsschutz klinik hochschule \
            arbeitsgruppe blatt",
        ),
        (
            class::DOCUMENT,
            0,
            "\
            bericht brief erklärung mitteilung pressemitteilung studie umfrage stellungnahme meldung schreiben \
            urteil papier gutachten text artikel dokument gesetz e-mail mail tweet aufruf antrag resolution \
            beschluss urteilsbegründung kommentar aufsatz protokoll leitartikel plakat anzeige entwurf verordnung \
            untersuchung statistik",
        ),
        (
            class::TIME,
            0,
            "\
            jahr jahre jahren jahres monat monate monats woche wochen tag tage tagen stunde stunden uhr wochenende \
            abend morgen mittag vormittag nachmittag nacht frühjahr sommer herbst winter montagabend montagmorgen \
            dienstagabend mittwochabend donnerstagabend freitagabend samstagabend sonntagabend mai märz august \
            anfang ende mitte früh",
        ),
        (
            class::PARTICLE,
            0,
            "von van de la le di da del al bin ibn ten ter dos",
        ),
        (
            class::OTHER_VERB,
            0,
            "\
            kam kamen kommt kommen ging gingen geht gehen machte machten macht machen nahm nahmen nimmt standen \
            stehen blieb bleiben bleibt sah sahen sieht sehen lag liegt ließ lässt traf trafen trifft verlor gewann \
            führte brachte bringt hielt hält trat tritt starb lebte lebt warb warben wirbt verwies verweist verwiesen arbeitete spielte kaufte verließ erhielt \
            erhält wurde fand findet gilt galt weiß wusste kennt stieg fiel begann beginnt scheint schien",
        ),
        (
            class::NAMING,
            0,
            "\
            film buch lied song roman album titel motto slogan begriff wort worte ausdruck namen name serie sendung \
            stück dokumentation ausstellung spitzname spitznamen projekt schlagwort parole überschrift oper ballade \
            zeitschrift band schiff sogenannte sogenannten sogenannter kampagne organisation gruppe verein programm \
            aktion Überschrift",
        ),
    ],
    titles_of_men: &["Herr", "Herrn"],
    titles_of_women: &["Frau"],
    capital_nouns: true,
    free_order: true,
    verbs_last: true,
    split_verbs: &[
        ("teilte teilten teilt teilen", "mit"),
        ("fügte fügten fügt fügen", "hinzu an"),
        ("kündigte kündigten kündigt kündigen", "an"),
        ("gab gaben gibt geben", "an bekannt zu"),
        ("räumte räumten räumt räumen", "ein"),
        ("stellte stellten stellt stellen", "fest klar"),
        ("führte führten führt führen", "aus"),
        ("hob hoben hebt heben", "hervor"),
        ("legte legten legt", "dar nahe"),
        ("schlug schlugen schlägt schlagen", "vor"),
        ("warf warfen wirft werfen", "vor ein"),
        ("wies wiesen weist weisen", "hin zurück"),
        ("sagte sagten sagt sagen", "aus zu"),
        ("sicherte", "zu"),
        ("rief riefen ruft rufen", "auf zu"),
        ("fuhr fuhren fährt", "fort"),
        ("setzte setzt", "hinzu nach"),
        ("merkte merkten merkt", "an"),
        ("strich", "heraus"),
        ("lehnte lehnten lehnt", "ab"),
        ("machte machten macht", "klar deutlich"),
        (
            "zeigte zeigten zeigt",
            "zufrieden besorgt überzeugt erfreut enttäuscht optimistisch entsetzt zuversichtlich bestürzt betroffen",
        ),
        (
            "vertrat vertritt",
            "These Ansicht Auffassung Meinung Standpunkt",
        ),
        ("wandte wendet", "ein"),
        ("brachte", "Ausdruck"),
        ("kam kommt kommen", "Ergebnis Schluss"),
        ("ging gehen geht gingen", "aus"),
        ("prangerte prangerten", "an"),
        ("drückte drückt", "aus"),
        ("sprach", "aus an"),
        ("gestand gesteht", "ein zu"),
        ("griff greift", "an"),
        ("ordnete", "an"),
        ("kam", "hinzu"),
        ("äußerte äußerten", "sich"),
        ("fasste fasst", "zusammen"),
        ("schloss schließt", "aus"),
        ("stimmte stimmt", "zu"),
        (
            "ließ ließen lässt",
            "verlauten wissen mitteilen erklären ausrichten",
        ),
        ("will wollen wollte wollten", "wissen"),
    ],
    noun_endings: &[
        "ung", "ungen", "heit", "keit", "heiten", "keiten", "schaft", "schaften", "tion", "tionen",
        "ität", "itäten", "ismus", "nisse",
    ],
    endings_of_women: &["in"],
    adverb_endings: &["lich", "end", "bar", "weise", "isch", "los"],
    past_endings: &["te", "ten"],
    verb_endings: &["te", "ten", "t"],
    reporting_moods: &[
        "sei", "seien", "habe", "hätten", "hätte", "werde", "würde", "würden", "könne", "könnten",
        "könnte", "müsse", "müssten", "müsste", "solle", "wolle", "dürfe", "dürften", "möge",
        "gebe", "bleibe", "bestehe", "gehe", "stehe", "komme", "mache", "lasse", "halte", "wisse",
        "nehme", "sehe", "bringe", "finde", "drohe", "wären", "wäre", "brauche", "liege", "führe",
        "zeige", "fehle", "gelte", "laufe", "trage", "diene", "handle", "handele", "erwarte",
        "hoffe", "rechne", "glaube", "denke", "sage", "lege", "setze", "spreche", "verliere",
        "gehöre", "bedeute",
    ],
    small_in_titles: &[
        "der", "die", "das", "und", "des", "den", "dem", "ein", "eine", "einer", "eines", "einem",
        "von", "vom", "im", "in", "am", "an", "auf", "für", "zum", "zur", "zu", "bei", "mit", "of",
        "the", "de", "la", "–", "-", "&",
    ],
    person_endings: "\
            sprecher sprecherin sprechern ministerin minister kanzler kanzlerin präsident präsidentin präsidenten \
            politiker politikerin politikern chef chefin chefs führer führerin leiter leiterin meister meisterin \
            anwalt anwältin anwälte richter richterin trainer trainerin experte expertin experten beamter beamte \
            beamten beamtin vorsitzender vorsitzende vorsitzenden kandidat kandidatin abgeordneter abgeordnete \
            abgeordneten sekretär sekretärin botschafter botschafterin kommissar kommissarin inspektor inspektorin \
            wissenschaftler wissenschaftlerin forscher forscherin professor professorin autor autorin journalist \
            journalistin journalisten reporter reporterin kapitän kapitänin arzt ärztin ärzte vertreter vertreterin \
            vertretern berater beraterin mitarbeiter mitarbeiterin manager managerin ökonom ökonomin zeuge zeugin \
            zeugen spieler spielerin beauftragte beauftragter beauftragten ingenieur ingenieurin rektor rektorin \
            bischof bischöfin general offizier intendant intendantin historiker historikerin psychologe psychologin \
            unternehmer unternehmerin bauer bäuerin fahrer fahrerin lehrer lehrerin schüler schülerin student \
            studentin studenten sängerin sänger regisseur regisseurin künstler künstlerin redakteur redakteurin \
            korrespondent korrespondentin verteidiger verteidigerin kläger klägerin angeklagte angeklagter \
            gouverneur gouverneurin senator senatorin könig königin papst fürst prinz prinzessin kritiker kritikerin \
            analyst analystin analysten pfarrer pfarrerin dekan gründer gründerin betreiber betreiberin inhaber \
            inhaberin besitzer besitzerin monteur monteurin schlosser schlosserin matrose matrosin fischer fischerin \
            händler händlerin wirt wirtin koch köchin verwalter verwalterin vorstand ermittler ermittlerin premier \
            oberst leutnant wärter techniker technikerin astronom astronomin physiker physikerin biologe biologin \
            soziologe soziologin vize mediziner medizinerin pilot pilotin lotse lotsin vermieter richtern \
            gewerkschafter gewerkschafterin komitee ministerium behörde behörden verein gewerkschaft kommission \
            anwaltschaft agentur gericht institut regierung fraktion zeitung konzern organisation verwaltung polizei \
            partei gesellschaft verband bank universität vereinigung zentrum leitung bericht mitteilung erklärung \
            schreiben meldung studie",
    ..Speech::NONE
};
