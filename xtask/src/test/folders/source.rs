//! A crate's modules, and the arrows between them.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::circles::Arrow;
use super::tokens::{self, Token};

/// A module, as the names that lead to it from the crate's root.
type Module = Vec<String>;

/// The modules of a crate that are compiled without tests.
pub(super) struct Crate {
    modules: BTreeMap<Module, File>,
    /// Where a name in a module really is: what `use` brought there.
    imports: BTreeMap<(Module, String), Module>,
}

struct File {
    /// From the root of the checkout.
    name: String,
    tokens: Vec<Token>,
}

/// A path in code, as written.
#[derive(Clone)]
struct Written {
    segments: Vec<String>,
    line: usize,
}

impl Crate {
    /// Reads every module below a source folder.
    ///
    /// # Errors
    /// A file cannot be read.
    pub(super) fn read(root: &Path, source: &str) -> Result<Self> {
        let mut modules = BTreeMap::new();
        let mut folders = vec![(source.to_owned(), Module::new())];
        while let Some((folder, above)) = folders.pop() {
            let path = root.join(&folder);
            let entries =
                fs::read_dir(&path).with_context(|| format!("cannot read {}", path.display()))?;
            for entry in entries {
                let entry = entry?;
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else {
                    continue;
                };
                let below = format!("{folder}/{name}");
                if entry.file_type()?.is_dir() {
                    folders.push((below, joined(&above, &name)));
                } else if let Some(stem) = name.strip_suffix(".rs") {
                    let module = match stem {
                        "lib" | "main" | "mod" => above.clone(),
                        _ => joined(&above, stem),
                    };
                    let text = fs::read_to_string(root.join(&below))
                        .with_context(|| format!("cannot read {below}"))?;
                    let tokens = tokens::without_tests(&tokens::tokens(&text));
                    modules.insert(
                        module,
                        File {
                            name: below,
                            tokens,
                        },
                    );
                }
            }
        }
        let modules = declared(modules);
        let imports = imports(&modules);
        Ok(Self { modules, imports })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.modules.is_empty()
    }

    /// The arrows between the modules of each folder.
    pub(super) fn arrows(&self) -> Vec<Arrow> {
        let mut arrows = Vec::new();
        for (module, file) in &self.modules {
            for written in paths(&file.tokens) {
                let Some(target) = absolute(module, &written.segments) else {
                    continue;
                };
                let target = self.module_of(target);
                let shared = module
                    .iter()
                    .zip(&target)
                    .take_while(|(one, other)| one == other)
                    .count();
                // A module and what is inside it are one node.
                if let (Some(_), Some(_)) = (module.get(shared), target.get(shared)) {
                    arrows.push(Arrow {
                        from: module[..=shared].join("::"),
                        to: target[..=shared].join("::"),
                        why: format!(
                            "{}:{} uses {}",
                            file.name,
                            written.line,
                            written.segments.join("::")
                        ),
                    });
                }
            }
        }
        arrows
    }

    /// The module that defines what an absolute path names.
    fn module_of(&self, mut path: Module) -> Module {
        // Each import is followed once, so that two that name each other end.
        let mut followed = BTreeSet::new();
        loop {
            let depth = self.depth(&path);
            let Some(name) = path.get(depth) else {
                return path;
            };
            let key = (path[..depth].to_vec(), name.clone());
            match self.imports.get(&key) {
                Some(origin) if followed.insert(key) => {
                    let mut target = origin.clone();
                    target.extend_from_slice(&path[depth + 1..]);
                    path = target;
                }
                _ => {
                    path.truncate(depth);
                    return path;
                }
            }
        }
    }

    /// How many segments of a path name modules.
    fn depth(&self, path: &[String]) -> usize {
        (0..=path.len())
            .rev()
            .find(|depth| self.modules.contains_key(&path[..*depth]))
            .unwrap_or(0)
    }
}

/// Keeps the modules that are declared outside test code, all the way from the root.
fn declared(modules: BTreeMap<Module, File>) -> BTreeMap<Module, File> {
    let mut names = BTreeSet::from([Module::new()]);
    for (module, file) in &modules {
        for window in file.tokens.windows(3) {
            if let [keyword, name, end] = window
                && keyword.text == "mod"
                && end.text == ";"
            {
                names.insert(joined(module, &name.text));
            }
        }
    }
    let is_declared =
        |module: &Module| (0..=module.len()).all(|depth| names.contains(&module[..depth]));
    modules
        .into_iter()
        .filter(|(module, _)| is_declared(module))
        .collect()
}

/// What the `use` declarations of each module bring into it.
fn imports(modules: &BTreeMap<Module, File>) -> BTreeMap<(Module, String), Module> {
    let mut imports = BTreeMap::new();
    for (module, file) in modules {
        for (index, token) in file.tokens.iter().enumerate() {
            if token.text != "use" {
                continue;
            }
            for written in tree(&file.tokens[index + 1..], &[]).0 {
                let Some((first, last)) = written.segments.first().zip(written.segments.last())
                else {
                    continue;
                };
                let child = || {
                    let child = joined(module, first);
                    modules.contains_key(&child).then(|| {
                        let mut path = child;
                        path.extend_from_slice(&written.segments[1..]);
                        path
                    })
                };
                if let Some(origin) = absolute(module, &written.segments).or_else(child) {
                    imports.insert((module.clone(), last.clone()), origin);
                }
            }
        }
    }
    imports
}

/// Every path that begins with `crate`, `self` or `super`.
fn paths(tokens: &[Token]) -> Vec<Written> {
    let mut paths = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let begins = matches!(token.text.as_str(), "crate" | "self" | "super")
            && tokens.get(index + 1).is_some_and(|next| next.text == "::")
            && !(index > 0 && tokens[index - 1].text == "::");
        if begins {
            paths.extend(tree(&tokens[index..], &[]).0);
        }
    }
    paths
}

/// Parses a path or a tree of paths. Returns them and the tokens after.
fn tree<'a>(tokens: &'a [Token], above: &[String]) -> (Vec<Written>, &'a [Token]) {
    let mut segments = above.to_vec();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        let written = |segments: Vec<String>| Written {
            segments,
            line: first.line,
        };
        match first.text.as_str() {
            "{" => return group(after, &segments),
            "*" => return (vec![written(segments)], after),
            // `use a::{self}` names `a`.
            "self" if !segments.is_empty() => return (vec![written(segments)], after),
            word if word.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                segments.push(word.to_owned());
                match after {
                    [colons, further @ ..] if colons.text == "::" => rest = further,
                    _ => return (vec![written(segments)], after),
                }
            }
            // The turbofish: what comes before it is the path.
            _ => return (vec![written(segments)], rest),
        }
    }
    (Vec::new(), rest)
}

/// Parses the paths between braces, after the first of them.
fn group<'a>(tokens: &'a [Token], above: &[String]) -> (Vec<Written>, &'a [Token]) {
    let mut paths = Vec::new();
    let mut rest = tokens;
    while let [first, after @ ..] = rest {
        match first.text.as_str() {
            "}" => return (paths, after),
            "," => rest = after,
            // The new name of `a as b` is of no interest here.
            "as" => rest = after.get(1..).unwrap_or_default(),
            _ => {
                let (found, after) = tree(rest, above);
                paths.extend(found);
                rest = if after.len() == rest.len() {
                    &rest[1..]
                } else {
                    after
                };
            }
        }
    }
    (paths, rest)
}

/// A written path from the crate's root; `None` if it begins with another crate or a child.
fn absolute(module: &[String], segments: &[String]) -> Option<Module> {
    match segments.first()?.as_str() {
        "crate" => Some(segments[1..].to_vec()),
        "self" => Some([module, &segments[1..]].concat()),
        "super" => {
            let ups = segments
                .iter()
                .take_while(|segment| *segment == "super")
                .count();
            let kept = module.len().checked_sub(ups)?;
            Some([&module[..kept], &segments[ups..]].concat())
        }
        _ => None,
    }
}

fn joined(module: &[String], name: &str) -> Module {
    let mut module = module.to_vec();
    module.push(name.to_owned());
    module
}
