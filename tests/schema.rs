//! The JSON that an article serialises to, and the schema that describes it.
//!
//! With `UPDATE_EXPECTATIONS` set the schema is written anew.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use newsmark::model::{self, Article};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/grammar/article.schema.json");

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let schema = schemars::schema_for!(Article);
    let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    if support::updating() {
        std::fs::write(PATH, fresh).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(PATH).unwrap();
    assert!(
        committed == fresh,
        "grammar/article.schema.json is stale: run the tests with UPDATE_EXPECTATIONS=1"
    );
}

#[test]
fn every_article_serialises_to_what_the_schema_says() {
    let schema = serde_json::to_value(schemars::schema_for!(Article)).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let article = model::parse(&std::fs::read_to_string(&path).unwrap());
        let json = serde_json::to_value(&article).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|e| format!("{}: {e}", e.instance_path))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        assert_eq!(json["version"], model::VERSION);
        count += 1;
    }
    assert!(count > 12);
    // A schema that lets anything through would prove nothing.
    assert!(!validator.is_valid(&serde_json::json!({ "version": 1 })));
}
