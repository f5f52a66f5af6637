//! A dialog's file as lines: what stands before the steps, each step, and what stands behind.

use serde_saphyr::Error;

use super::Refused;

/// How far a step's lines stand to the right of its name, when we write them.
const INDENT: usize = 2;

pub(super) struct Sheet {
    head: Vec<String>,
    steps: Vec<Block>,
    tail: Vec<String>,
    /// Spaces before the name of a step.
    indent: usize,
}

/// A step: the comments above it, its name, and the lines under it.
#[derive(Clone)]
struct Block {
    name: String,
    above: Vec<String>,
    /// The line with the name.
    title: String,
    body: Vec<String>,
}

impl Sheet {
    pub(super) fn read(file: &str) -> Result<Self, Refused> {
        let lines: Vec<String> = file.lines().map(str::to_owned).collect();
        let start = lines.iter().position(|line| is_steps(line)).ok_or_else(|| {
            Refused::Form("`steps:` must stand alone on a line, with the steps under it".to_owned())
        })?;
        let rest = &lines[start + 1..];
        let end = rest.iter().position(|line| indent_of(line) == Some(0)).unwrap_or(rest.len());
        let indent = rest[..end].iter().find_map(|line| indent_of(line)).unwrap_or(INDENT);
        let mut sheet = Self {
            head: lines[..=start].to_vec(),
            steps: Vec::new(),
            tail: rest[end..].to_vec(),
            indent,
        };
        // what stands above a name, at its height, belongs to that name
        let mut waiting: Vec<String> = Vec::new();
        for line in &rest[..end] {
            match indent_of(line) {
                Some(n) if n == indent => {
                    let name = name_of(line).ok_or_else(|| {
                        Refused::Form(format!("`{}` is no name of a step", line.trim()))
                    })?;
                    let above = std::mem::take(&mut waiting);
                    let title = line.clone();
                    sheet.steps.push(Block { name, above, title, body: Vec::new() });
                }
                None if comment_indent(line).is_none_or(|n| n <= indent) => {
                    waiting.push(line.clone());
                }
                _ => match sheet.steps.last_mut() {
                    Some(step) => {
                        step.body.append(&mut waiting);
                        step.body.push(line.clone());
                    }
                    None => waiting.push(line.clone()),
                },
            }
        }
        sheet.tail.splice(0..0, waiting);
        Ok(sheet)
    }

    pub(super) fn written(&self) -> String {
        let steps = self.steps.iter().flat_map(|step| {
            step.above.iter().chain(std::iter::once(&step.title)).chain(&step.body)
        });
        let mut file = String::new();
        for line in self.head.iter().chain(steps).chain(&self.tail) {
            file.push_str(line);
            file.push('\n');
        }
        file
    }

    fn place(&self, name: &str) -> Result<usize, Refused> {
        let found = self.steps.iter().position(|step| step.name == name);
        found.ok_or_else(|| Refused::NoSuchStep(name.to_owned()))
    }

    fn behind(&self, after: Option<&str>) -> Result<usize, Refused> {
        after.map_or(Ok(0), |name| Ok(self.place(name)? + 1))
    }

    fn is_free(&self, name: &str) -> Result<(), Refused> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || name.len() > 40 || !name.chars().all(plain) {
            return Err(Refused::Name(name.to_owned()));
        }
        match self.place(name) {
            Ok(_) => Err(Refused::Taken(name.to_owned())),
            Err(_) => Ok(()),
        }
    }

    fn indented(&self, body: &str) -> Vec<String> {
        let depth = " ".repeat(self.indent + INDENT);
        let line = |line: &str| match line.trim_end() {
            "" => String::new(),
            line => format!("{depth}{line}"),
        };
        body.trim_end().lines().map(line).collect()
    }

    pub(super) fn body_of(&self, name: &str) -> Result<String, Refused> {
        let step = &self.steps[self.place(name)?];
        if let Some((_, inline)) = step.title.split_once(':')
            && !inline.trim().is_empty()
            && step.body.is_empty()
        {
            let inside = inline.trim().trim_start_matches('{').trim_end_matches('}');
            return Ok(inside.trim().to_owned());
        }
        let depth = step.body.iter().filter_map(|line| indent_of(line)).min().unwrap_or(0);
        let cut = |line: &String| line.get(depth..).unwrap_or("").to_owned();
        let lines: Vec<String> = step.body.iter().map(cut).collect();
        Ok(lines.join("\n"))
    }

    pub(super) fn add(
        &mut self,
        name: &str,
        after: Option<&str>,
        body: &str,
    ) -> Result<(), Refused> {
        self.is_free(name)?;
        let place = self.behind(after)?;
        let title = format!("{}{name}:", " ".repeat(self.indent));
        let body = self.indented(body);
        let block = Block { name: name.to_owned(), above: Vec::new(), title, body };
        self.steps.insert(place, block);
        Ok(())
    }

    /// Every way from the one step to the other leads over the new one.
    pub(super) fn put_between(
        &mut self,
        name: &str,
        (from, to): (&str, &str),
        body: &str,
    ) -> Result<(), Refused> {
        self.is_free(name)?;
        self.place(to)?;
        let place = self.place(from)?;
        let step = &mut self.steps[place];
        let mut found = false;
        for line in step.body.iter_mut().chain([&mut step.title]) {
            let led = led_elsewhere(line, to, name);
            found |= led != *line;
            *line = led;
        }
        if !found {
            return Err(Refused::NoWay { from: from.to_owned(), to: to.to_owned() });
        }
        self.add(name, Some(from), body)
    }

    pub(super) fn put(&mut self, name: &str, after: Option<&str>) -> Result<(), Refused> {
        if after == Some(name) {
            return Ok(());
        }
        let from = self.place(name)?;
        self.behind(after)?;
        let block = self.steps.remove(from);
        let to = self.behind(after)?;
        self.steps.insert(to, block);
        Ok(())
    }

    pub(super) fn remove(&mut self, name: &str, instead: Option<&str>) -> Result<(), Refused> {
        let place = self.place(name)?;
        if self.steps.len() == 1 {
            return Err(Refused::TheOnlyOne(name.to_owned()));
        }
        if let Some(instead) = instead {
            self.place(instead)?;
        }
        let gone = self.steps.remove(place);
        let leads = |step: &Block| step.body.iter().chain([&step.title]).any(|l| leads_to(l, name));
        let from: Vec<String> =
            self.steps.iter().filter(|step| leads(step)).map(|step| step.name.clone()).collect();
        match instead.filter(|instead| *instead != name) {
            Some(instead) => self.lead_elsewhere(name, instead),
            None if !from.is_empty() => {
                self.steps.insert(place, gone);
                return Err(Refused::StillNeeded { name: name.to_owned(), from });
            }
            None => {}
        }
        Ok(())
    }

    pub(super) fn rename(&mut self, name: &str, to: &str) -> Result<(), Refused> {
        self.is_free(to)?;
        let place = self.place(name)?;
        let step = &mut self.steps[place];
        let behind = step.title.split_once(':').map_or("", |(_, behind)| behind).to_owned();
        step.title = format!("{}{to}:{behind}", " ".repeat(self.indent));
        step.name = to.to_owned();
        self.lead_elsewhere(name, to);
        Ok(())
    }

    pub(super) fn rewrite(&mut self, name: &str, body: &str) -> Result<(), Refused> {
        let place = self.place(name)?;
        let body = self.indented(body);
        let title = format!("{}{name}:", " ".repeat(self.indent));
        let step = &mut self.steps[place];
        (step.title, step.body) = (title, body);
        Ok(())
    }

    fn lead_elsewhere(&mut self, from: &str, to: &str) {
        for step in &mut self.steps {
            for line in step.body.iter_mut().chain([&mut step.title]) {
                *line = led_elsewhere(line, from, to);
            }
        }
    }

    /// Why the changed file is no dialog, told by the line of the step that was changed.
    pub(super) fn not_a_step(&self, name: &str, error: &Error) -> Refused {
        let line = error.location().map_or(0, |place| place.line());
        let line = usize::try_from(line).unwrap_or(0);
        let mut first = self.head.len() + 1;
        for step in &self.steps {
            first += step.above.len();
            if step.name == name {
                break;
            }
            first += 1 + step.body.len();
        }
        let text = error.to_string();
        let what = text.lines().next().unwrap_or("is no step").trim_start_matches("error: ");
        Refused::NotAStep { line: line.saturating_sub(first), what: what.to_owned() }
    }
}

/// `steps:`, with nothing but a comment behind it.
fn is_steps(line: &str) -> bool {
    let Some(behind) = line.strip_prefix("steps:") else { return false };
    let behind = behind.trim_start();
    behind.is_empty() || behind.starts_with('#')
}

/// Spaces before the first letter; nothing for blank lines and comments.
fn indent_of(line: &str) -> Option<usize> {
    let trimmed = line.trim_start_matches(' ');
    (!trimmed.trim().is_empty() && !trimmed.starts_with('#')).then(|| line.len() - trimmed.len())
}

fn comment_indent(line: &str) -> Option<usize> {
    let trimmed = line.trim_start_matches(' ');
    trimmed.starts_with('#').then(|| line.len() - trimmed.len())
}

fn name_of(line: &str) -> Option<String> {
    let (name, _) = line.trim().split_once(':')?;
    let name = name.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

fn leads_to(line: &str, name: &str) -> bool {
    led_elsewhere(line, name, "") != line
}

/// The line with every `goto: from` changed, outside comments.
fn led_elsewhere(line: &str, from: &str, to: &str) -> String {
    const WAY: &str = "goto:";
    let mut changed = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(WAY) {
        let (before, behind) = rest.split_at(at + WAY.len());
        changed.push_str(before);
        let spaces = behind.len() - behind.trim_start().len();
        let (space, target) = behind.split_at(spaces);
        let length = target.find([' ', ',', '}', '#']).unwrap_or(target.len());
        let (target, after) = target.split_at(length);
        changed.push_str(space);
        let in_comment = changed.contains(" #") || changed.trim_start().starts_with('#');
        let bare = target.trim_matches(['"', '\'']);
        changed.push_str(if bare == from && !in_comment { to } else { target });
        rest = after;
    }
    changed.push_str(rest);
    changed
}
