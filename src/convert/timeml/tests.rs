//! Times come back with what TimeML said of them, also where Newsmark has no form for the value.
#![allow(clippy::unwrap_used)]

use crate::convert::{Document, Input, Labels, Options, format, reader};
use crate::model::parse;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n<DOCID>wire-1</DOCID>\n";

#[test]
fn times_come_back_as_they_were() {
    for body in [
        "<DCT><TIMEX3 tid=\"t0\" type=\"TIME\" value=\"2031-04-03\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">20310403</TIMEX3></DCT>\n<TITLE>A &lt;b&gt; title</TITLE>\n<TEXT>\nOn <TIMEX3 tid=\"t7\" type=\"DATE\" value=\"2031-04-02\" temporalFunction=\"true\" anchorTimeID=\"t0\">Wednesday</TIMEX3>, “quoted &amp; {braces}”\n</TEXT>\n",
        "<TEXT><TIMEX3 tid=\"t1\" type=\"DATE\" value=\"203\">the thirties</TIMEX3> <TIMEX3 tid=\"t2\" type=\"DATE\" value=\"2031-SU\" mod=\"MID\">midsummer</TIMEX3> <TIMEX3 tid=\"t3\" type=\"SET\" value=\"P1W\" quant=\"EVERY\" freq=\"2X\">twice a week</TIMEX3></TEXT>\n",
        "<TEXT>“<TIMEX3 tid=\"t1\" type=\"DURATION\" value=\"P2X\" beginPoint=\"t5\" endPoint=\"t0\" mod=\"ODD\">two somethings</TIMEX3>” <TIMEX3 tid=\"t4\" type=\"SET\" value=\"P1D\">daily</TIMEX3> <TIMEX3 tid=\"t9\" type=\"TIME\" value=\"2031-04-03TMO\">this morning</TIMEX3></TEXT>\n",
    ] {
        let old = format!("{HEAD}{body}</TimeML>\n");
        let labels = Labels::default();
        let read = (reader("timeml").unwrap().read)(&Input::new(&old, None, &labels)).unwrap();
        let article = parse(&read[0].source);
        assert_eq!(article.problems(), [], "{}", read[0].source);
        let mut new = String::new();
        (format("timeml").unwrap().files[0].write)(
            &Document::new("x", &article, Options::default()),
            &mut new,
        );
        // The order of attributes means nothing.
        let sorted = |text: &str| {
            let mut all: Vec<String> = Vec::new();
            for part in text.split(['<', '>']) {
                let mut words: Vec<&str> = part.split(' ').collect();
                words.sort_unstable();
                all.push(words.join(" "));
            }
            all.join("|")
        };
        assert_eq!(sorted(&new), sorted(&old), "{new}");
    }
}

#[test]
fn what_is_no_timeml_is_refused() {
    let labels = Labels::default();
    let fault = |text: &str| {
        let read = (reader("timeml").unwrap().read)(&Input::new(text, None, &labels));
        read.err().map(|f| f.to_string()).unwrap_or_default()
    };
    assert_eq!(
        fault("<TEI/>"),
        "line 1: the first element is TEI: expected TimeML"
    );
    let bomb = "<!DOCTYPE TimeML [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><TimeML><TEXT>&b;</TEXT></TimeML>";
    assert!(
        fault(bomb).contains("the document type has declarations of its own"),
        "{}",
        fault(bomb)
    );
}
