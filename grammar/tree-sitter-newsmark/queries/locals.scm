; The header declares actors, tags name them.
(document) @local.scope

(actor_name) @local.definition
(actor) @local.reference
