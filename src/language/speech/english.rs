//! English words by which an article tells who speaks, beside those that all that knows English has.

use super::{Speech, class, denial, gender, verb};

pub(super) static ENGLISH: Speech = Speech {
    code: "en",
    tables: &[
        (
            class::VERB,
            verb::SAY,
            "\
            asserted asserts articulated attested blogged bragged cautioned cautions chimed clarified \
            clarifies confessed confesses confided echoed echoes elaborated emphasizes emphasises expounded \
            expressed fumed gloated groaned grumbled gushed hinted hints howled implied implies implored \
            implores indicated indicates informed informs instructed intoned jokes laments lectured \
            mentioned mentions mumbled muttered objected offered opined opines pleads pledges proclaimed \
            proclaims proposed proposes protested quips ranted reaffirmed reasoned recited recommended \
            recommends recounted recounts reflected reflects relayed reminded reminds repeated repeats \
            responding retorts revealed reveals ruled scoffed screamed shot signaled signalled speculated \
            speculates sniffed summarized summarised surmised swore threatened threatens thundered tweets \
            typed underscored uttered ventured voiced wondered wonders yelled chanted deadpanned disclosed \
            discloses insinuated insinuates posited posits professed reckoned rejoined stammered stipulated \
            teased exhorted advised advises begged blasted bellowed figured finds found guessed muses \
            pressed prayed pronounced quizzed railed raved reads read sang sings spat snarled texted thanked \
            vented vouched emailed e-mailed jested concurred concurs cheered apologized apologised \
            elaborates encouraged encourages chided persisted pondered inquired enquired queried questioned \
            pontificated cries shouts screams add announce answer argue ask assert claim complain concede \
            conclude confirm contend continue declare demand deny explain insist joke maintain note observe \
            point points predict promise propose quip recall remark repeat reply report respond reveal say \
            shout state suggest testify tell tweet vow warn wonder write chant counter acknowledge admit \
            agree allege caution quoth deadpans boast bark commanded barked barks groused \
            grouses boomed booms charged groaned griped gripes crowed crows ranted implored enthused enthuses \
            volunteered interjected interjects countered counters bristled sneered sneers winced cracked \
            cracks drawled beamed sighed whispered whispers stuttered hissed wailed lectures scribbled \
            parried jeered heckled roared roars blared reads blurted conjectured theorized theorised posted",
        ),
        (
            class::VERB,
            verb::CALL,
            "\
            called calls described describes dismissed dismisses rejected rejects welcomed welcomes praised \
            criticised criticized condemned condemns hailed accused accuses labeled labelled labels branded \
            brands dubbed dubs deemed deems characterized characterised characterizes characterises decried \
            decries denounced denounces derided derides lambasted bashed bashes mocked mocks ridiculed \
            ridicules attacked attacks assailed assails likened likens compared compares cited cites \
            referred refers touted touts blamed blames slammed slams ripped rips blasts hammered hammers \
            scolded scorned savaged knocked lauded lauds applauded applauds portrayed portrays painted \
            paints termed terms summarizes disparaged disparages defended defends decrying trashed pilloried \
            panned skewered torched declaimed quoted quotes rebuked rebukes chastised excoriated faulted \
            faults invoked invokes trumpeted discussed discusses challenged challenges considers considered \
            boasts call describe dismiss introduced introduces credited credits label refer mock reject criticize criticise \
            hail pitched",
        ),
        (
            class::VERB,
            verb::THINK,
            "\
            believed believes thought thinks hoped hopes feared fears remembered recalled recalls expects \
            expected wants wanted felt feels knows knew realized realised understands understood worries \
            worried imagines imagined assumed assumes intends decided decides doubts doubted favors supports \
            supported learned learns regrets regretted worry hope believe think fear expect want feel know",
        ),
        (
            class::VERB,
            verb::WEAK,
            "\
            began pointed went interrupted estimates ordered begins starts started opens opened goes \
            closed closes ended ends spoke speaks talked talks took takes made makes sent sends issued \
            issues released gave gives got laid seemed appeared came comes kept keeps turned shared shares \
            published publishes ran stood held shook sat used uses saw sees viewed views heard hears hit \
            hits named names cast casts cut chimed run runs",
        ),
        (
            class::PARTICIPLE,
            0,
            "\
            saying telling asking adding explaining noting writing stating claiming arguing insisting admitting \
            denying warning declaring suggesting confirming reporting stressing alleging urging describing \
            calling according asserting announcing apologizing advising bragging boasting begging blasting \
            branding blaming cautioning characterizing citing comparing complaining concluding conceding \
            criticizing criticising condemning decrying denouncing demanding dismissing dubbing echoing \
            emphasizing emphasising encouraging expressing exclaiming hailing hinting indicating implying joking \
            labeling labelling lamenting likening mocking observing pledging praising predicting proclaiming \
            promising proposing quipping quoting questioning reading recalling referring rejecting remarking \
            reminding repeating replying responding revealing screaming shouting slamming swearing testifying \
            thanking threatening touting tweeting vowing voicing wondering yelling informing chanting \
            concurring",
        ),
        (class::ACCORDING, 0, "according per"),
        (class::THAT, 0, "that"),
        (class::OF, 0, "of"),
        (class::BY, 0, "by"),
        (class::WITH, 0, "with"),
        (class::TO, 0, "to"),
        (class::THE, 0, "the"),
        (class::TELLING, 0, "told"),
        (
            class::PRONOUN,
            gender::MALE,
            "he he'd he’d he'll he’ll he's he’s",
        ),
        (
            class::PRONOUN,
            gender::FEMALE,
            "she she'd she’d she'll she’ll she's she’s",
        ),
        (
            class::PRONOUN,
            gender::MANY,
            "they they're they’re they've they’ve they'd they’d they'll they’ll",
        ),
        (class::PRONOUN, gender::THING, "it it's it’s it'll it’ll"),
        (
            class::PRONOUN,
            gender::WRITER,
            "\
            i we you i'm i’m i've i’ve i'd i’d i'll i’ll we're we’re we've we’ve we'd we’d we'll we’ll you're you’re \
            you've you’ve you'll you’ll",
        ),
        (class::RELATIVE, 0, "who which whom whose"),
        (
            class::DETERMINER,
            0,
            "\
            the a an this that these those some many most several few all both each every any another other no \
            one two three four five six seven eight nine ten dozens hundreds thousands more numerous various",
        ),
        (class::DETERMINER, 1, "his her their its my our your"),
        (
            class::PREPOSITION,
            1,
            "of for from at in with on behind against by",
        ),
        (
            class::PREPOSITION,
            0,
            "\
            to about after before during since until through into onto over under above below between \
            among near around across along alongside without within upon toward towards despite amid following like \
            unlike than via outside inside beyond off out up down back regarding concerning including per \
            because",
        ),
        (class::CONJUNCTION, 1, "and or"),
        (
            class::CONJUNCTION,
            2,
            "\
            but that because when while if although though whereas where before after since until unless yet \
            so whether once nor how why what as",
        ),
        (
            class::AUXILIARY,
            0,
            "\
            has had have having will would can could may might must shall should did does do hasn needed wants \
            wanted tried seemed appears used",
        ),
        (
            class::AUXILIARY,
            denial::NOT,
            "\
            don't don’t doesn't doesn’t didn't didn’t won't won’t can't can’t couldn't couldn’t wouldn't wouldn’t \
            hasn't hasn’t hadn't hadn’t",
        ),
        (
            class::AUXILIARY,
            1,
            "\
            that's that’s there's there’s here's here’s what's what’s is was were are been be being am isn't isn’t wasn't wasn’t aren't aren’t weren't weren’t get gets \
            got getting",
        ),
        (
            class::ADVERB,
            0,
            "\
            also later then again once twice only still just even ever now often soon today yesterday \
            tonight too instead further first last already always sometimes thus though however meanwhile simply \
            there here afterward afterwards earlier previously famously flatly quickly back on out so well \
            rather quite almost yet himself herself themselves itself indeed nevertheless nonetheless moreover \
            furthermore otherwise",
        ),
        (class::ADVERB, denial::NOT, "not never neither hardly"),
        (
            class::HONORIFIC,
            0,
            "\
            reverend sens senator reps govs governor general colonel captain sergeant lieutenant maj major adm \
            admiral cmdr president secretary judge justice mayor sheriff chief king queen prince princess pope \
            bishop archbishop cardinal imam rabbi father sister brother attorney ambassador congressman \
            congresswoman representative delegate councilman councilwoman detective officer agent minister \
            chancellor premier",
        ),
        (
            class::ROLE,
            0,
            "\
            spokesman spokeswoman spokesperson spokesmen spokespeople president senator governor mayor minister \
            secretary director manager chairman chairwoman chair chief head leader boss owner founder editor \
            reporter writer author columnist host anchor correspondent journalist pollster professor teacher \
            lawyer attorney counsel judge justice prosecutor sheriff officer detective general colonel captain \
            sergeant admiral commander soldier veteran candidate nominee contender front-runner frontrunner \
            businessman businesswoman billionaire mogul executive economist analyst strategist consultant \
            adviser advisor aide activist organizer advocate scholar scientist historian sociologist researcher \
            doctor physician nurse priest pastor bishop pope rabbi imam actor actress singer comedian star \
            celebrity player coach driver farmer worker student mother father son daughter wife husband brother \
            sister friend lawmaker legislator congressman congresswoman representative delegate ambassador \
            diplomat envoy premier chancellor king queen prince princess commissioner councilman councilwoman \
            co-founder co-chair co-chairman vice-president treasurer operative surrogate supporter voter \
            democrat republican conservative liberal libertarian independent democrats republicans conservatives \
            liberals man woman boy girl mom dad widow person moderator guest member members",
        ),
        (
            class::SOMEBODY,
            0,
            "\
            supporter supporters opponent opponents voter voters reporters protesters protestors demonstrators \
            organizers attorneys lawyers prosecutors investigators authorities police commentators pundits \
            rivals strategists operatives allies economists scientists researchers lawmakers legislators \
            senators activists advocates strategist someone somebody everyone everybody anyone nobody others \
            another many some most few",
        ),
        (
            class::GROUP,
            0,
            "\
            campaign administration government committee department agency office party team group organization \
            organisation association union company firm bank court board council commission panel network \
            station newspaper paper magazine outlet website site blog channel institute center centre foundation \
            university college school church police army military navy ministry embassy white house congress \
            senate federation league club coalition alliance society bureau service fund corporation industry \
            media press crowd audience",
        ),
        (
            class::DOCUMENT,
            0,
            "\
            report letter statement study poll survey email e-mail memo document documents filing complaint \
            lawsuit suit article story editorial headline ad advertisement commercial video book post tweet \
            message text release transcript note notes order ruling opinion decision resolution bill law act \
            amendment constitution petition website page caption sign poster banner summary analysis review plan \
            proposal platform affidavit indictment narrator announcer voiceover op-ed piece column profile \
            account",
        ),
        (
            class::TIME,
            0,
            "\
            monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays \
            fridays saturdays sundays january february march april june july august september october november \
            december jan feb mar apr aug sept oct nov dec morning afternoon evening night tonight today \
            yesterday tomorrow week weekend month year years months weeks days day hours ago recently earlier \
            later",
        ),
        (
            class::PARTICLE,
            0,
            "de la del der den van von di da dos du le al bin ibn ten ter zu el y",
        ),
        (
            class::OTHER_VERB,
            0,
            "\
            became become becomes left came come went go goes took take takes made make makes gave give gives \
            got get gets saw see sees met meet meets ran run runs won win wins lost lose loses led lead leads \
            held hold holds kept keep keeps brought bring brings stood sat began begin begins tried tries try \
            worked works voted votes joined joins signed signs spent spends played plays helped helps moved \
            moves visited visits attended appeared appears seemed seems needed needs returned returns received \
            receives faced faces served serves lived lives born included includes including spoke speaking \
            appearing asked based known set let lets continued remained remains failed fails happened turned \
            turns showed shows shown grew grown fell killed died won't",
        ),
        (
            class::NAMING,
            0,
            "\
            phrase slogan term word words nickname motto hashtag song film movie book novel album show series \
            program programme documentary play titled entitled headlined episode podcast magazine so-called \
            column mantra chant section label banner called labeled labelled dubbed named billed",
        ),
    ],
    titles_of_men: &["Mr", "Sir", "Lord", "Herr", "Monsieur", "Señor"],
    titles_of_women: &[
        "Mrs", "Ms", "Miss", "Dame", "Lady", "Frau", "Madame", "Mme", "Señora",
    ],
    endings_of_women: &["woman"],
    adverb_endings: &["ly"],
    speech_particles: &["on"],
    past_endings: &["ed"],
    verb_endings: &["ed", "s"],
    possessives: &["'s", "’s", "s'", "s’"],
    plural_ending: Some('s'),
    nouns_as_verbs: &[
        "states",
        "state",
        "reports",
        "report",
        "credits",
        "challenges",
        "challenge",
        "reads",
        "notes",
        "note",
        "claims",
        "claim",
        "points",
        "point",
        "questions",
        "attacks",
        "demands",
        "demand",
        "shot",
        "calls",
        "call",
        "comments",
        "promises",
        "promise",
        "hopes",
        "hope",
        "fears",
        "fear",
        "doubts",
        "estimates",
        "starts",
        "opens",
        "views",
        "runs",
        "run",
        "cuts",
        "cut",
        "hits",
        "hit",
        "names",
        "ends",
        "starts",
        "talks",
        "boasts",
        "boast",
        "reply",
        "remark",
        "remarks",
        "complaint",
        "pitch",
        "labels",
        "label",
        "vow",
        "warn",
        "tweet",
        "tweets",
        "texts",
        "shares",
        "counter",
        "chant",
        "used",
        "named",
        "labeled",
        "labelled",
        "based",
    ],
    words_before_office: &[
        "former",
        "senior",
        "deputy",
        "acting",
        "retired",
        "longtime",
        "veteran",
        "local",
        "interim",
        "outgoing",
        "incoming",
        "assistant",
        "junior",
        "independent",
        "leading",
        "top",
        "presumptive",
        "presidential",
        "fellow",
        "undecided",
        "conservative",
        "liberal",
        "billionaire",
        "best-selling",
        "one-time",
        "ex-",
        "chief",
        "associate",
        "vice",
        "deputy",
        "rival",
        "radio",
        "climate",
        "state",
        "federal",
        "municipal",
        "political",
        "professional",
        "youth",
        "immigration",
    ],
    proper_offices: &[
        "republican",
        "republicans",
        "democrat",
        "democrats",
        "white",
        "congress",
        "senate",
    ],
    subordinators: &[
        "when", "as", "if", "while", "although", "after", "before", "since", "once", "until",
    ],
    asking: &[
        "asked",
        "asks",
        "asking",
        "questioned",
        "questions",
        "pressed",
        "quizzed",
        "interviewed",
    ],
    small_in_titles: &["the", "of", "with", "from", "into", "over", "upon", "about"],
    person_endings: "man woman men women er ers or ors ist ists ian ians ant ants eer eers ee ees",
    ..Speech::NONE
};
