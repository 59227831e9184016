//! Spanish words by which an article tells who speaks. A subject can stand behind its verb, or be left out.

use super::{Speech, according, class, denial, gender, verb};

pub(super) static SPANISH: Speech = Speech {
    code: "es",
    tables: &[
        (
            class::VERB,
            verb::SAY,
            "\
            afirma afirman afirmó afirmaron afirmaba afirmado afirmar asegura aseguran aseguró aseguraron \
            aseguraba asegurado asegurar explica explican explicó explicaron explicaba explicado explicar anuncia \
            anuncian anunció anunciaron anunciaba anunciado anunciar declara declaran declaró declararon \
            declaraba declarado declarar comenta comentan comentó comentaron comentaba comentado comentar señala \
            señalan señaló señalaron señalaba señalado señalar indica indican indicó indicaron indicaba indicado \
            indicar destaca destacan destacó destacaron destacaba destacado destacar subraya subrayan subrayó \
            subrayaron subrayaba subrayado subrayar recalca recalcan recalcó recalcaron recalcaba recalcado \
            recalcar recordó recordaron recordaba recordado recordar manifestó manifestaron manifestaba \
            manifestado manifestar expresa expresan expresó expresaron expresaba expresado expresar argumenta \
            argumentan argumentó argumentaron argumentaba argumentado argumentar apunta apuntan apuntó apuntaron \
            apuntaba apuntado apuntar confirma confirman confirmó confirmaron confirmaba confirmado confirmar \
            revela revelan reveló revelaron revelaba revelado revelar precisa precisan precisó precisaron \
            precisaba precisado precisar informa informan informó informaron informaba informar relata relatan \
            relató relataron relataba relatado relatar pregunta preguntan preguntó preguntaron preguntaba \
            preguntado preguntar contesta contestan contestó contestaron contestaba contestado contestar lamenta \
            lamentan lamentaron lamentaba lamentado lamentar denuncia denuncian denunció denunciaron denunciaba \
            denunciado denunciar reclama reclaman reclamó reclamaron reclamaba reclamado reclamar reivindica \
            reivindican reivindicó reivindicaron reivindicaba reivindicado reivindicar exclama exclaman exclamó \
            exclamaron exclamaba exclamado exclamar murmura murmuran murmuró murmuraron murmuraba murmurado \
            murmurar grita gritan gritó gritaron gritaba gritado gritar susurra susurran susurró susurraron \
            susurraba susurrado susurrar matiza matizan matizó matizaron matizaba matizado matizar zanja zanjan \
            zanjó zanjaron zanjaba zanjado zanjar ironiza ironizan ironizó ironizaron ironizaba ironizado \
            ironizar reitera reiteran reiteró reiteraron reiteraba reiterado reiterar detalla detallan detalló \
            detallaron detallaba detallado detallar aclara aclaran aclaró aclararon aclaraba aclarado aclarar \
            reprocha reprochan reprochó reprocharon reprochaba reprochado reprochar alerta alertan alertó \
            alertaron alertaba alertado alertar vaticina vaticinan vaticinó vaticinaron vaticinaba vaticinado \
            vaticinar agrega agregan agregó agregaron agregaba agregado agregar augura auguran auguró auguraron \
            auguraba augurado augurar opina opinan opinó opinaron opinaba opinado opinar confesó confesaron \
            confesaba confesado confesar avisa avisan avisó avisaron avisaba avisado avisar jura juran juró \
            juraron juraba jurado jurar brama braman bramó bramaron bramaba bramado bramar aconseja aconsejan \
            aconsejó aconsejaron aconsejaba aconsejado aconsejar solicita solicitan solicitó solicitaron \
            solicitaba solicitado solicitar dijo dijeron dice dicen decía dicho decir diría cuenta contó contaron \
            contaba contado escribe escriben escribió escribieron escribía escrito escribir responde responden \
            respondió respondieron respondido responder replica replicó añade añaden añadió añadieron añadía \
            añadido añadir sostiene sostienen sostuvo sostuvieron sostenía sostenido sostener advierte advierten \
            advirtió advirtieron advertía advertido advertir reconoce reconocen reconoció reconocieron reconocía \
            reconocido reconocer admite admiten admitió admitieron admitido insiste insisten insistió insistieron \
            insistido concluye concluyó concluyeron concluido promete prometió prometieron prometido pide piden \
            pidió pidieron exige exigió exigieron niega niegan negó negaron recuerda recuerdan muestra plantea \
            planteó planteado prosigue prosiguió sentencia sentenció apostilla apostilló espetó espeta aduce \
            adujo alegó alega remarca remarcó remarcado puntualiza puntualizó tuiteó razona razonó sugiere \
            sugirió sugerido ruega rogó protesta protestó bromea bromeó reza adelanta adelantan adelantó \
            adelantaron adelantaba adelantaban adelantado adelantar estima estiman estimó estimaron estimaba \
            estimaban estimado estimar constata constatan constató constataron constataba constataban constatado \
            constatar lamentó lamentaban critica critican criticó criticaron criticaba criticaban criticado \
            criticar considera consideran consideró consideraron consideraba consideraban considerado considerar \
            valora valoran valoró valoraron valoraba valoraban valorado valorar celebra celebran celebró \
            celebraron celebraba celebraban celebrado celebrar pronostica pronostican pronosticó pronosticaron \
            pronosticaba pronosticaban pronosticado pronosticar enfatiza enfatizan enfatizó enfatizaron \
            enfatizaba enfatizaban enfatizado enfatizar puntualizan puntualizaron puntualizaba puntualizaban \
            puntualizado puntualizar aventura aventuran aventuró aventuraron aventuraba aventuraban aventurado \
            aventurar apostillan apostillaron apostillaba apostillaban apostillado apostillar remata rematan \
            remató remataron remataba remataban rematado rematar comunica comunican comunicó comunicaron \
            comunicaba comunicaban comunicado comunicar certifica certifican certificó certificaron certificaba \
            certificaban certificado certificar corrobora corroboran corroboró corroboraron corroboraba \
            corroboraban corroborado corroborar narra narran narró narraron narraba narraban narrado narrar \
            justifica justifican justificó justificaron justificaba justificaban justificado justificar proclama \
            proclaman proclamó proclamaron proclamaba proclamaban proclamado proclamar ratifica ratifican \
            ratificó ratificaron ratificaba ratificaban ratificado ratificar recomienda recomiendan recomendó \
            recomendaron recomendaba recomendado recomendar avala avalan avaló avalaron avalaba avalaban avalado \
            avalar recrimina recriminan recriminó recriminaron recriminaba recriminaban recriminado recriminar \
            interroga interrogan interrogó interrogaron interrogaba interrogaban interrogado interrogar clama \
            claman clamó clamaron clamaba clamaban clamado clamar manifiesta manifiestan confiesa confiesan \
            resume resumen resumió resumieron resumido resumir expone exponen expuso expusieron exponía expuesto \
            exponer propone proponen propuso propusieron propuesto \
            entiende entienden entendió entendía repite repiten repitió repitieron repetido \
            predice predijo agradece agradecen agradeció agradecieron agradecido inquirió terció musitó sollozó \
            instó insta instaron defiende defienden defendió defendieron defendía defendido negado ordenó ordena \
            discrepó discrepa coincide coincidió quejó queja quejaron felicitó prevé prevén sugieren sugirieron \
            plantean plantearon exigen prometen replicaron replican arguyó arguye aducen dirá dirán dirían \
            señalará señalaban explicará explicaban afirmaban aseguraban decían respondía contestaban advirtiera \
            reflexionó reflexiona sintetizó incidió incide abundó abunda reconocían admitía insistía",
        ),
        (
            class::VERB,
            verb::CALL,
            "\
            llamó llama llaman llamaron llamado calificó califica califican calificaron calificado describió \
            describe describen descrito tildó tildado tachó tacha acusó acusa acusan acusado definió define \
            definido elogió elogia rechazó rechaza rechazan condenó condena condenan habló habla hablaron hablado \
            comparó compara atacó ataca",
        ),
        (
            class::VERB,
            verb::THINK,
            "\
            cree creen creyó creía piensa piensan pensó pensaba espera esperan esperaba teme temen temía confía \
            confían quiere quería sabe sabía desea mantiene mantienen mantuvo mantenía",
        ),
        (
            class::VERB,
            verb::WEAK,
            "continuó continúa prosigue prosiguió terminó finalizó comenzó empezó",
        ),
        (
            class::PARTICIPLE,
            0,
            "\
            afirmando asegurando explicando anunciando declarando comentando señalando indicando destacando \
            subrayando recalcando recordando manifestando expresando argumentando apuntando confirmando revelando \
            precisando informando relatando preguntando contestando lamentando denunciando reclamando reivindicando \
            exclamando murmurando gritando susurrando matizando zanjando ironizando reiterando detallando aclarando \
            reprochando alertando vaticinando agregando augurando resumando opinando confesando avisando jurando \
            bramando aconsejando solicitando diciendo añadiendo escribiendo respondiendo advirtiendo insistiendo \
            sosteniendo reconociendo adelantando estimando lamentando criticando defendiendo proponiendo \
            exponiendo recomendando alegando",
        ),
        (class::ACCORDING, according::TO, "según"),
        (class::ACCORDING, according::FOR, "para"),
        (
            class::ACCORDING,
            according::NOUN,
            "acuerdo juicio palabras opinión parecer",
        ),
        (class::AFTER, 0, "de a en"),
        (class::AS, 0, "como"),
        (class::THAT, 0, "que"),
        (class::OF, 0, "de del"),
        (class::BY, 0, "por"),
        (class::WITH, 0, "con"),
        (class::TO, 0, "a de para"),
        (class::THE, 0, "el la los las"),
        (class::ITSELF, 0, "se"),
        (class::PRONOUN, gender::MALE, "él Él"),
        (class::PRONOUN, gender::FEMALE, "ella"),
        (class::PRONOUN, gender::MANY, "ellos ellas uno"),
        (class::PRONOUN, gender::THING, "ello eso esto"),
        (
            class::PRONOUN,
            gender::WRITER,
            "yo nosotros nosotras tú usted ustedes",
        ),
        (class::RELATIVE, 0, "quien quienes cuyo cuya cual cuales"),
        (
            class::DETERMINER,
            0,
            "\
            el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella dos tres cuatro \
            cinco seis siete ocho nueve diez varios varias algunos algunas cada todo toda todos todas ningún ninguna \
            otro otra otros otras",
        ),
        (class::DETERMINER, 1, "su sus nuestro nuestra mi mis tu tus"),
        (class::PREPOSITION, 1, "de del en a al contra por"),
        (class::PREPOSITION, 0, "para"),
        (
            class::PREPOSITION,
            0,
            "\
            con sin sobre desde hasta entre tras ante bajo durante mediante hacia según excepto salvo",
        ),
        (class::CONJUNCTION, 1, "y e o u"),
        (
            class::CONJUNCTION,
            2,
            "\
            pero que porque cuando si mientras aunque como donde sino pues ni",
        ),
        (
            class::AUXILIARY,
            0,
            "\
            ha han había habían habrá habría haya haber hubo puede pueden podía podría debe deben debía debería va \
            van iba suele tiene tienen tenía",
        ),
        (
            class::AUXILIARY,
            1,
            "\
            es son era eran fue fueron sido ser será serán sería está están estaba estaban siendo",
        ),
        (
            class::ADVERB,
            0,
            "\
            también además luego después ya siempre aún todavía entonces así ayer hoy mañana anoche le les me nos te \
            asimismo igualmente finalmente posteriormente previamente precisamente concretamente seguidamente \
            últimamente actualmente así muy más menos bien mal aquí allí ahora antes solo sólo incluso sin embargo poco casi apenas",
        ),
        (class::ADVERB, denial::NOT, "no nunca jamás tampoco"),
        (
            class::HONORIFIC,
            0,
            "\
            sr sra srta señor señora señorita don doña dr dra fray sir lord",
        ),
        (
            class::ROLE,
            0,
            "\
            portavoz portavoces alcalde alcaldesa ministro ministra presidente presidenta director directora jefe \
            jefa responsable representante abogado abogada juez jueza fiscal diputado diputada senador senadora \
            consejero consejera concejal concejala secretario secretaria profesor profesora profesores maestro \
            maestra investigador investigadora investigadores economista historiador historiadora periodista \
            redactor redactora escritor escritora autor autora experto experta expertos capitán capitana comandante \
            general coronel comisario comisaria gobernador gobernadora embajador embajadora médico médica doctor \
            doctora enfermero enfermera candidato candidata líder líderes dirigente dirigentes empresario empresaria \
            fundador fundadora ingeniero ingeniera técnico técnica obrero obrera gruista maquinista barquero \
            barquera piloto marinero marinera pescador pescadora agricultor agricultora entrenador entrenadora \
            jugador jugadora actor actriz cantante rey reina príncipe princesa papa obispo cura sacerdote imán \
            analista delegado delegada coordinador coordinadora activista sindicalista policía bombero bombera \
            viceministro viceministra exministro exministra eurodiputado eurodiputada parlamentario parlamentaria \
            edil titular mandatario mandataria técnico delantero centrocampista portero defensa guardameta seleccionador \
            catedrático catedrática magistrado magistrada monseñor cardenal arzobispo ponente rector rectora decano \
            decana teniente sargento consellera conseller lehendakari vicesecretario tesorero letrado torero tenista \
            cineasta pintor pintora poeta novelista músico bailarín compositor compositora canciller vicepresidente vicepresidenta gerente propietario propietaria dueño dueña vecina",
        ),
        (
            class::SOMEBODY,
            0,
            "\
            fuente fuentes testigo testigos habitante habitantes vecino vecinos residente residentes manifestante \
            manifestantes opositor opositores partidario partidarios investigadores autoridades empleado empleada \
            empleados trabajador trabajadora trabajadores estudiante estudiantes alumno alumna alumnos padres madre \
            padre hijo hija hermano hermana amigo amiga amigos hombre mujer hombres mujeres niño niña chico chica \
            víctima víctimas colega colegas cliente clienta clientes alguien nadie muchos muchas algunos algunas \
            miembro miembros críticos observadores funcionario funcionaria funcionarios aficionados gente ciudadano \
            ciudadanos",
        ),
        (
            class::GROUP,
            0,
            "\
            gobierno ministerio ayuntamiento partido policía ejército sindicato asociación organización empresa \
            sociedad grupo banco comisión consejo tribunal corte fiscalía comité agencia diario periódico semanario \
            revista cadena radio instituto universidad escuela iglesia federación liga club coalición alianza \
            fundación embajada parlamento senado congreso asamblea prensa medios oposición dirección compañía puerto \
            autoridad servicio oficina equipo colectivo observatorio hospital centro junta naviera consorcio sitio",
        ),
        (
            class::DOCUMENT,
            0,
            "\
            informe carta comunicado declaración estudio encuesta texto artículo documento mensaje tuit ley libro \
            editorial discurso sentencia resolución nota denuncia demanda petición cartel testimonio auto fallo",
        ),
        (
            class::TIME,
            0,
            "\
            día días semana semanas mes meses año años hora horas mañana tarde noche mediodía madrugada pasado \
            pasada próximo próxima mayo marzo abril agosto ene feb mar abr may jun jul ago sep sept oct nov dic",
        ),
        (class::PARTICLE, 0, "de del la las los van von ben da dos"),
        (
            class::OTHER_VERB,
            0,
            "\
            llegó llega llegaron salió sale salieron hizo hace hicieron hacía hacer puso pone pusieron tomó toma vio \
            ve vieron encontró encuentra quedó queda parece parecía perdió pierde ganó gana vive vivió trabaja \
            trabajó jugó juega empezó empieza comenzó comienza sigue siguió recibió recibe permitió permite dejó \
            deja cayó cae abrió abre cerró cierra conducía condujo estuvo tuvo dio da fueron lleva llevó volvió \
            vuelve existe",
        ),
        (
            class::NAMING,
            0,
            "\
            película libro novela canción disco álbum título titulado titulada lema palabra término expresión obra \
            serie programa documental exposición apodo llamado llamada operación frase revista Álbum",
        ),
    ],
    titles_of_men: &["Sr", "Señor", "Don"],
    titles_of_women: &["Sra", "Srta", "Señora", "Doña"],
    free_order: true,
    articles_of_men: &["el", "un"],
    articles_of_women: &["la", "una"],
    endings_of_women: &["ora", "esa", "triz"],
    adverb_endings: &["mente"],
    past_endings: &["ó", "aron", "ieron", "aba", "ía"],
    verb_endings: &["a", "ó", "e"],
    opening_verbs: &["ó", "aron", "ieron"],
    subject_left_out: true,
    office_first: true,
    agencies: &["Efe", "EFE", "EFECOM", "Reuters", "AFP", "AP"],
    small_in_titles: &["el", "la", "los", "las", "de", "del", "y", "en"],
    person_endings: "ador adora adores ista istas ólogo óloga ólogos",
    ..Speech::NONE
};
