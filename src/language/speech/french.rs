//! French words by which an article tells who speaks. A subject can stand behind its verb, and a vowel can be lost.

use super::{Speech, according, class, denial, gender, naming, verb};

pub(super) static FRENCH: Speech = Speech {
    code: "fr",
    tables: &[
        (
            class::VERB,
            verb::SAY,
            "\
            affirme affirment affirmé affirmée affirmait affirma affirmer annonce annoncent annoncé annoncée \
            annonçait annonça annoncer assure assurent assuré assurée assurait assura assurer ajoute ajoutent ajouté \
            ajoutée ajoutait ajouta ajouter explique expliquent expliqué expliquée expliquait expliqua expliquer \
            déclare déclarent déclaré déclarée déclarait déclara déclarer estime estiment estimé estimée estimait \
            estima estimer jugée jugea juger noté notée notait nota noter précise précisent précisé précisée \
            précisait précisa préciser souligne soulignent souligné soulignée soulignait souligna souligner raconte \
            racontent raconté racontée racontait raconta raconter regrette regrettent regretté regrettée regrettait \
            regretta regretter raillent raillée raillait railla railler plaide plaident plaidé plaidée plaidait \
            plaida plaider insiste insistent insisté insistée insistait insista insister exprime expriment exprimé \
            exprimée exprimait exprima exprimer constate constatent constaté constatée constatait constata constater \
            observe observent observé observée observait observa observer commente commentent commenté commentée \
            commentait commenta commenter confie confient confié confiée confiait confia confier martèle martèlent \
            martelé martelée martelait martela marteler lance lancent lancé lancée lançait lança lancer lâche \
            lâchent lâché lâchée lâchait lâcha lâcher souffle soufflent soufflé soufflée soufflait souffla souffler \
            murmure murmurent murmuré murmurée murmurait murmura murmurer hurle hurlent hurlé hurlée hurlait hurla \
            hurler crient crié criée criait cria crier demandent demandé demandée demandait demanda demander \
            interroge interrogent interrogé interrogée interrogeait interrogea interroger argumente argumentent \
            argumenté argumentée argumentait argumenta argumenter rétorque rétorquent rétorqué rétorquée rétorquait \
            rétorqua rétorquer réplique répliquent répliqué répliquée répliquait répliqua répliquer confirme \
            confirment confirmé confirmée confirmait confirma confirmer signale signalent signalé signalée signalait \
            signala signaler indique indiquent indiqué indiquée indiquait indiqua indiquer avance avancent avancé \
            avancée avançait avança avancer résume résument résumé résumée résumait résuma résumer notifie notifient \
            notifié notifiée notifiait notifia notifier témoigne témoignent témoigné témoignée témoignait témoigna \
            témoigner jure jurent juré jurée jurait jura jurer tranche tranchent tranché tranchée tranchait trancha \
            trancher ironise ironisent ironisé ironisée ironisait ironisa ironiser tonne tonnent tonné tonnée \
            tonnait tonna tonner détaille détaillent détaillé détaillée détaillait détailla détailler rapporte \
            rapportent rapporté rapportée rapportait rapporta rapporter peste pestent pesté pestée pestait pesta \
            pester clame clament clamé clamée clamait clama clamer proclame proclament proclamé proclamée proclamait \
            proclama proclamer proteste protestent protesté protestée protestait protesta protester déplorent \
            déploré déplorée déplorait déplora déplorer avoue avouent avoué avouée avouait avoua avouer préconise \
            préconisent préconisé préconisée préconisait préconisa préconiser propose proposent proposé proposée \
            proposait proposa proposer objete objetent objeté objetée objetait objeta objeter recommande \
            recommandent recommandé recommandée recommandait recommanda recommander exige exigent exigé exigée \
            exigeait exigea exiger réclame réclament réclamé réclamée réclamait réclama réclamer ordonne ordonnent \
            ordonné ordonnée ordonnait ordonna ordonner dit disent disait disaient dite dire dirent répond répondent \
            répondu répondait répondre répondit écrit écrivent écrivait écrivit écrire rappelle rappellent rappelé \
            rappelait rappela rappeler révèle révèlent révélé révélait révéla suggère suggèrent suggéré suggérait \
            soutient soutiennent soutenu soutenait soutenir reconnaît reconnaissent reconnu reconnaissait admet \
            admettent admis admettait prévient préviennent prévenu prévenait avertit avertissent averti conclut \
            concluent conclu concluait convient promet promettent promis promettait poursuit poursuivent poursuivi \
            poursuivait reprend repris reprenait renchérit renchéri exclame exclament exclamé exclamée exclamait \
            exclama félicite félicité félicitée inquiète inquiété inquiétée indigne indigné indignée insurge insurgé \
            insurgée étonne étonné étonnée désole désolé désolée défendu souvient justifie justifié justifiait \
            glisse glissé nuance nuancé tweete tweeté twitté fulmine prétend prétendent prétendu prétendait note \
            tempère tempèrent tempéré tempérait enthousiasme enthousiasmé enthousiasmée analyse analysent \
            analysait complète complété alarme alarmé alarmée réjouit réjouissent réjoui réjouie réjouissait emporte \
            emporté emportée agace agacé relève relèvent relevé relevait assène asséné twitte twittait tweetait \
            réagit réagissent réagi réagissait prévenait déclarèrent affirmèrent annoncèrent expliquèrent \
            ajoutèrent précisèrent estimèrent assurèrent confirmèrent soulignèrent indiquèrent rapportèrent \
            répliquèrent demandèrent répondirent écrivirent résumèrent racontèrent alertent alerté alertait \
            remarque remarquent remarqué remarquait prône prônent prôné prônait prôner crie demande Écrit Écrivent Écrivait Écrivit Écrire Étonne Étonné Étonnée",
        ),
        (
            class::VERB,
            verb::CALL,
            "\
            qualifie qualifient qualifié qualifiée qualifiait qualifier dénonce dénoncent dénoncé dénonçait dénoncer \
            critique critiquent critiqué critiquait salue saluent salué saluait accuse accusent accusé accusait \
            décrit décrivent décrivait juge jugent jugé jugeait évoque évoquent évoqué évoquait traite traité \
            fustige fustigent fustigé rejette rejettent rejeté condamne condamnent condamné loue loué vante vanté \
            défend compare comparé raille raillé pourfend appelle appellent appelé déplore considère considèrent \
            considéré désigne désignent désignait parle parlent parlé parlait Évoque Évoquent Évoqué Évoquait",
        ),
        (
            class::VERB,
            verb::THINK,
            "\
            pense pensent pensé pensait croit croient cru croyait espère espèrent espéré espérait craint craignent \
            craignait souhaite souhaitent souhaité souhaitait veut voulait redoute redoutent redouté imagine suppose \
            sait savait",
        ),
        (class::VERB, verb::IT_SAYS, "lire lit"),
        (class::VERB, verb::QUOTED, "cité citée cités"),
        (
            class::PARTICIPLE,
            0,
            "\
            affirmant annonçant assurant ajoutant expliquant déclarant estimant jugeant notant précisant soulignant \
            racontant regrettant raillant plaidant insistant exprimant constatant observant commentant confiant \
            martelant lançant lâchant soufflant murmurant hurlant criant demandant interrogeant argumentant \
            rétorquant répliquant confirmant signalant indiquant avançant résumant notifiant témoignant jurant \
            tranchant ironisant tonnant détaillant rapportant pestant clamant proclamant protestant déplorant \
            avouant préconisant proposant objetant recommandant exigeant réclamant ordonnant disant répondant \
            écrivant rappelant soutenant reconnaissant admettant concluant promettant poursuivant termes mots \
            Écrivant",
        ),
        (class::ACCORDING, according::TO, "selon"),
        (class::ACCORDING, according::NOUN, "après dires yeux"),
        (class::AFTER, 0, "d aux"),
        (class::AS, 0, "comme"),
        (class::THAT, 0, "que qu"),
        (class::OF, 0, "de d du des"),
        (class::BY, 0, "par"),
        (class::WITH, 0, "avec"),
        (class::TO, 0, "à de d pour À"),
        (class::THE, 0, "le la les l"),
        (class::ITSELF, 0, "se s"),
        (class::PRONOUN, gender::MALE, "il lui"),
        (class::PRONOUN, gender::FEMALE, "elle"),
        (class::PRONOUN, gender::MANY, "ils elles on"),
        (class::PRONOUN, gender::THING, "ce c cela ça Ça"),
        (class::PRONOUN, gender::WRITER, "je j nous vous tu"),
        (class::RELATIVE, 0, "qui lequel laquelle dont"),
        (
            class::DETERMINER,
            0,
            "\
            le la les l un une ce cet cette ces deux trois quatre cinq six sept huit neuf dix plusieurs certains \
            certaines quelques chaque tout toute tous toutes aucun aucune autre autres",
        ),
        (
            class::DETERMINER,
            1,
            "son sa ses leur leurs notre votre mon ma mes",
        ),
        (
            class::PREPOSITION,
            1,
            "de d du des à au aux en pour chez contre dans À",
        ),
        (
            class::PREPOSITION,
            0,
            "\
            par avec sans sous sur vers depuis pendant durant entre après avant devant derrière lors malgré selon \
            parmi auprès hors jusqu dès face outre suite via",
        ),
        (class::CONJUNCTION, 1, "et ou"),
        (
            class::CONJUNCTION,
            2,
            "\
            mais que qu car quand lorsque lorsqu si tandis alors puisque puisqu comme parce quoique où donc ni",
        ),
        (
            class::AUXILIARY,
            0,
            "\
            a ont avait avaient aura auraient aurait ait avoir ayant peut peuvent pouvait pourrait doit doivent \
            devait devrait va vont allait vient faut fallait eu",
        ),
        (
            class::AUXILIARY,
            1,
            "\
            est sont était étaient été être sera seront serait fut furent soit étant Était Étaient Été Être Étant",
        ),
        (
            class::ADVERB,
            0,
            "\
            aussi encore puis ensuite déjà plus toujours souvent ainsi alors notamment également enfin même très \
            trop bien mal hier aujourd hui demain t y lui ici là cependant pourtant toutefois néanmoins récemment \
            clairement simplement publiquement officiellement immédiatement seulement rapidement longuement \
            ironiquement vivement directement finalement auparavant désormais d'abord surtout plutôt presque \
            volontiers Également",
        ),
        (class::ADVERB, denial::NOT, "ne n pas jamais"),
        (
            class::HONORIFIC,
            0,
            "\
            m mme mlle mm dr me monsieur madame mademoiselle maître professeur sir lord",
        ),
        (
            class::ROLE,
            0,
            "\
            porte-parole maire ministre président présidente directeur directrice chef cheffe responsable \
            représentant représentante avocat avocate juge procureur procureure député députée sénateur sénatrice \
            conseiller conseillère secrétaire professeur professeure professeurs enseignant enseignante chercheur \
            chercheuse chercheurs économiste historien historienne journaliste rédacteur rédactrice écrivain \
            écrivaine auteur autrice expert experte experts capitaine commandant commandante général colonel \
            commissaire préfet préfète gouverneur gouverneure ambassadeur ambassadrice médecin docteur infirmier \
            infirmière candidat candidate dirigeant dirigeante dirigeants patron patronne fondateur fondatrice \
            ingénieur ingénieure technicien technicienne ouvrier ouvrière grutier grutière batelier batelière pilote \
            marin pêcheur pêcheuse agriculteur agricultrice entraîneur entraîneuse joueur joueuse acteur actrice \
            chanteur chanteuse réalisateur réalisatrice roi reine prince princesse pape évêque prêtre imam rabbin \
            analyste élu élue élus adjoint adjointe gérant gérante propriétaire délégué déléguée coordinateur \
            coordinatrice militant militante syndicaliste policier policière pompier gendarme chancelier chancelière \
            premier Économiste Écrivain Écrivaine Évêque Élu Élue Élus",
        ),
        (
            class::SOMEBODY,
            0,
            "\
            source sources témoin témoins habitant habitante habitants riverain riveraine riverains voisin voisine \
            voisins passant passants manifestant manifestants opposant opposants partisan partisans enquêteurs \
            autorités employé employée employés salariés étudiant étudiante étudiants élève élèves parents mère père \
            fils fille frère sœur ami amie amis homme femme hommes femmes garçon victime victimes collègue collègues \
            client cliente clients quelqu'un certains certaines plusieurs personne beaucoup membre membres critiques \
            observateurs observateur fonctionnaire fonctionnaires supporters fans gens Étudiant Étudiante Étudiants \
            Élève Élèves",
        ),
        (
            class::GROUP,
            0,
            "\
            gouvernement ministère mairie préfecture parti police gendarmerie armée syndicat association \
            organisation entreprise société groupe banque commission conseil tribunal cour parquet comité agence \
            journal quotidien hebdomadaire magazine chaîne radio institut université école église fédération ligue \
            club coalition alliance fondation ambassade parlement sénat assemblée presse médias opposition direction \
            compagnie port autorité service services bureau équipe collectif observatoire hôpital centre site École \
            Église Équipe",
        ),
        (
            class::DOCUMENT,
            0,
            "\
            rapport lettre communiqué déclaration étude sondage enquête texte article document message tweet loi \
            livre éditorial discours avis jugement décision résolution note mémo plainte pétition tract affiche \
            témoignage Étude Éditorial",
        ),
        (
            class::TIME,
            0,
            "\
            jour jours semaine semaines mois an ans année années heure heures matin soir nuit midi après-midi \
            week-end veille lendemain mai mars août avril dernier dernière prochain prochaine",
        ),
        (class::PARTICLE, 0, "de du des d la le van von ben el"),
        (
            class::OTHER_VERB,
            0,
            "\
            devient devint vint vont allé venu fait font faisait faire prend pris prenait met mis mettait tient tenu \
            voit vu voyait trouve trouvé reste resté arrive arrivé part parti quitte quitté passe passé perd perdu \
            gagne gagné vit vécu travaille travaillé joue joué montre montré commence commencé semble semblait \
            reçoit reçu rencontre rencontré rentre rentré entend entendu permet permis existe reçut prit fit mit \
            tombe tombé ouvre ouvert ferme fermé conduit conduisait",
        ),
        (
            class::NAMING,
            0,
            "\
            film livre roman chanson album titre intitulé intitulée slogan mot mots terme expression pièce série \
            émission documentaire exposition surnom nommé nommée opération dit phrase devise magazine revue \
            hebdomadaire Émission surnommé surnommée surnommés baptisé baptisée rebaptisé rebaptisée nommés titré \
            titrée intitulés intitulées pancarte pancartes banderole banderoles",
        ),
        (
            class::NAMING,
            naming::PROPER,
            "\
            organisation groupe mouvement site journal quotidien chaîne tempête ouragan cyclone unité division brigade \
            campagne programme projet loi plan prix label collectif liste application plateforme",
        ),
    ],
    titles_of_men: &["M", "Monsieur"],
    titles_of_women: &["Mme", "Mlle", "Madame", "Mademoiselle"],
    free_order: true,
    elisions: &[
        "l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu",
    ],
    articles_of_men: &["le", "un"],
    articles_of_women: &["la", "une"],
    endings_of_women: &["trice", "euse", "ère", "enne"],
    past_endings: &["ait", "aient", "èrent"],
    verb_endings: &["e", "a", "ait"],
    small_in_titles: &["le", "la", "les", "de", "du", "des", "et"],
    partitives: &["des"],
    asides: &[
        &["pour", "sa", "part"],
        &["pour", "leur", "part"],
        &["de", "son", "côté"],
        &["de", "leur", "côté"],
        &["à", "son", "tour"],
    ],
    for_whom: &["pour"],
    apposes: true,
    person_endings: "\
            ateur ateurs atrice isseur iste istes ologue icien icienne iciens",
    ..Speech::NONE
};
