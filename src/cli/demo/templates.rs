//! The WhatsApp templates that the dialogs need, as if Meta had approved them all.

use crate::dialog::content::Content;
use crate::dialog::definition::StepDef;
use crate::message::{Fact, Facts, TextId};
use crate::sandbox::TemplateSpec;
use crate::trade::person::Language;

/// One template per step that names one, per language.
pub fn of(content: &Content) -> Vec<TemplateSpec> {
    let steps = content.dialogs.values().flat_map(|d| d.steps.iter().map(|(_, s)| &s.value));
    steps
        .flat_map(|step| Language::ALL.iter().filter_map(|l| template(content, step, *l)))
        .collect()
}

fn template(content: &Content, step: &StepDef, language: Language) -> Option<TemplateSpec> {
    let name = &step.template.as_ref()?.value;
    let text = TextId::from(step.say.as_ref()?.value.as_str());
    let words = &content.words;
    let registered = words.template_text(language, &text);
    let variables = words.variables(language, &registered);
    let places: Facts = variables
        .iter()
        .enumerate()
        .map(|(n, name)| (name.clone(), Fact::Word(format!("{{{{{}}}}}", n + 1))))
        .collect();
    let body = crate::text::without_marks(&words.say(language, &registered, &places));
    let labels: Vec<String> =
        step.choices.iter().map(|(key, _)| words.label(language, &text, key)).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let spec = TemplateSpec::new(name, language.as_str(), variables.len());
    Some(spec.with_body(&body).with_buttons(&labels))
}
