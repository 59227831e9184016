//! Whether a report keeps to the schema of its format.
//!
//! The schemas of SARIF and JUnit are read from packages that carry them; they are fetched with the
//! other dependencies. For the formats of which no package has the schema, `tests/schemas` says
//! what the published one states.
#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::process::Command;

/// What is wrong with a report in `format`, by its schema. None if the format has none.
pub(crate) fn errors(format: &str, report: &str) -> Option<Vec<String>> {
    Some(match format {
        "sarif" => json(&lent("serde-sarif", "src/schema.json"), report),
        "gitlab" => json(&own("gitlab.schema.json"), report),
        "rdjson" => json(&own("rdjson.schema.json"), report),
        "junit" => xml(&lent("junit-report", "tests/JUnit.xsd"), report),
        "checkstyle" => xml(&own("checkstyle.xsd"), report),
        _ => return None,
    })
}

fn json(schema: &str, report: &str) -> Vec<String> {
    let schema = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap();
    let report = match serde_json::from_str(report) {
        Ok(report) => report,
        Err(error) => return vec![error.to_string()],
    };
    let errors = validator.iter_errors(&report);
    errors
        .map(|e| format!("{}: {e}", e.instance_path))
        .collect()
}

fn xml(schema: &str, report: &str) -> Vec<String> {
    let schema = uppsala::parse(schema).unwrap();
    let validator = uppsala::XsdValidator::from_schema(&schema).unwrap();
    match uppsala::parse(report) {
        Ok(report) => validator.validate(&report),
        Err(error) => return vec![error.to_string()],
    }
    .iter()
    .map(ToString::to_string)
    .collect()
}

fn own(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schemas");
    std::fs::read_to_string(format!("{folder}/{name}")).unwrap()
}

/// A file of a package that the manifest names.
fn lent(package: &str, path: &str) -> String {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        metadata.status.success(),
        "cannot find the package {package}, which has a schema: run `cargo fetch --locked`\n{}",
        String::from_utf8_lossy(&metadata.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let found = packages.iter().find(|p| p["name"] == package).unwrap();
    let manifest = PathBuf::from(found["manifest_path"].as_str().unwrap());
    std::fs::read_to_string(manifest.with_file_name(path)).unwrap()
}
