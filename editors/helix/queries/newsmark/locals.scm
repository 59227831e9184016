(document) @local.scope

(actor_name) @local.definition.variable
(actor) @local.reference
