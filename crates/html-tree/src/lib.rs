//! The tree that the HTML parser builds of a page of IDSE's, in one arena: no more than is read of it.
//!
//! Two rooms read such pages: `receipts`, what a person saved from her browser, and `idse`, what the portal
//! answers. What a page means is theirs.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};

/// A node's place in the arena.
pub type NodeId = usize;

/// What a node is.
#[derive(Debug)]
enum NodeKind {
    /// The document, a comment, or what else has no name and no text.
    Other,
    /// An element.
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
        /// The form that the parser gave a field to, wherever in the tree the field stands.
        form: Option<NodeId>,
    },
    /// Text.
    Text(String),
}

#[derive(Debug)]
struct Node {
    kind: NodeKind,
    children: Vec<NodeId>,
    parent: Option<NodeId>,
}

/// A parsed page; the document is node 0.
#[derive(Debug)]
pub struct Tree(Vec<Node>);

impl Tree {
    /// The document.
    pub const ROOT: NodeId = 0;

    /// Parses a page as a browser does that runs no scripts. Whatever the text, there is a tree.
    #[must_use]
    pub fn parse(html: &str) -> Self {
        let dom = Dom {
            nodes: RefCell::default(),
        };
        dom.make(NodeKind::Other);
        parse_document(dom, ParseOpts::default()).one(html)
    }

    /// Returns the name of an element in lower case; `None` for anything else.
    #[must_use]
    pub fn name(&self, node: NodeId) -> Option<&str> {
        match &self.0[node].kind {
            NodeKind::Element { name, .. } => Some(&*name.local),
            NodeKind::Other | NodeKind::Text(_) => None,
        }
    }

    /// Returns the text of a text node.
    #[must_use]
    pub fn text(&self, node: NodeId) -> Option<&str> {
        match &self.0[node].kind {
            NodeKind::Text(text) => Some(text),
            NodeKind::Other | NodeKind::Element { .. } => None,
        }
    }

    /// Returns the value of an element's attribute; its name is in lower case.
    #[must_use]
    pub fn attribute(&self, node: NodeId, wanted: &str) -> Option<&str> {
        let NodeKind::Element { attributes, .. } = &self.0[node].kind else {
            return None;
        };
        let found = attributes.iter().find(|a| &*a.name.local == wanted)?;
        Some(&found.value)
    }

    /// Returns the children of a node, in order.
    #[must_use]
    pub fn children(&self, node: NodeId) -> &[NodeId] {
        &self.0[node].children
    }

    /// Returns the form that a field belongs to: the one that the parser gave it to, or one around it.
    #[must_use]
    pub fn form_of(&self, field: NodeId) -> Option<NodeId> {
        if let NodeKind::Element {
            form: Some(form), ..
        } = self.0[field].kind
        {
            return Some(form);
        }
        let mut around = self.0[field].parent;
        while let Some(node) = around {
            if self.name(node) == Some("form") {
                return Some(node);
            }
            around = self.0[node].parent;
        }
        None
    }

    /// Returns every node in the order of the page. What `enters` refuses is left out, with all below it.
    pub fn walk(&self, from: NodeId, enters: impl Fn(&str) -> bool) -> Vec<NodeId> {
        let mut order = Vec::new();
        let mut waiting = vec![from];
        while let Some(node) = waiting.pop() {
            if node != from && self.name(node).is_some_and(|name| !enters(name)) {
                continue;
            }
            order.push(node);
            waiting.extend(self.0[node].children.iter().rev());
        }
        order
    }

    /// Returns the text below a node, without that of the elements that `enters` refuses. Elements that
    /// begin a line or a cell of their own stand apart; a letter in bold is no word of its own.
    pub fn text_below(&self, from: NodeId, enters: impl Fn(&str) -> bool) -> String {
        let mut gathered = String::new();
        for node in self.walk(from, enters) {
            match &self.0[node].kind {
                NodeKind::Text(text) => gathered.push_str(text),
                NodeKind::Element { name, .. } if !INLINE.contains(&&*name.local) => {
                    gathered.push(' ');
                }
                NodeKind::Element { .. } | NodeKind::Other => {}
            }
        }
        gathered
    }
}

/// Elements inside a line.
const INLINE: [&str; 8] = ["b", "i", "em", "strong", "span", "font", "a", "u"];

/// The arena while the parser fills it.
#[derive(Debug)]
struct Dom {
    nodes: RefCell<Vec<Node>>,
}

impl Dom {
    fn make(&self, kind: NodeKind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            kind,
            children: Vec::new(),
            parent: None,
        });
        nodes.len() - 1
    }

    /// Takes a node out of its parent; returns where it was.
    fn detach(&self, node: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[node].parent.take() {
            nodes[parent].children.retain(|child| *child != node);
        }
    }

    /// Puts a node, or text, at a place among the children; text joins the text before it.
    fn insert(&self, parent: NodeId, at: usize, child: NodeOrText<NodeId>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at
                    .checked_sub(1)
                    .map(|before| nodes[parent].children[before]);
                if let Some(before) = before
                    && let NodeKind::Text(held) = &mut nodes[before].kind
                {
                    held.push_str(&text);
                    return;
                }
                drop(nodes);
                self.make(NodeKind::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(parent);
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, child);
    }

    fn len(&self, node: NodeId) -> usize {
        self.nodes.borrow()[node].children.len()
    }
}

/// The name of an element, borrowed from the arena.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl html5ever::tree_builder::ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Dom {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        Tree(self.nodes.into_inner())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[*target].kind {
                NodeKind::Element { name, .. } => name,
                // The builder asks of elements alone.
                NodeKind::Other | NodeKind::Text(_) => nameless(),
            }
        }))
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        self.make(NodeKind::Element {
            name,
            attributes,
            form: None,
        })
    }

    fn associate_with_form(&self, target: &NodeId, form: &NodeId, _: (&NodeId, Option<&NodeId>)) {
        if let NodeKind::Element { form: of, .. } = &mut self.nodes.borrow_mut()[*target].kind {
            *of = Some(*form);
        }
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.make(NodeKind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.make(NodeKind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, self.len(*parent), child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.detach(*node);
        }
        let nodes = self.nodes.borrow();
        let Some(parent) = nodes[*sibling].parent else {
            return;
        };
        let at = nodes[parent]
            .children
            .iter()
            .position(|child| child == sibling);
        drop(nodes);
        self.insert(parent, at.unwrap_or_default(), child);
    }

    fn add_attrs_if_missing(&self, _: &NodeId, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        let mut nodes = self.nodes.borrow_mut();
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}

fn nameless() -> &'static QualName {
    static NAMELESS: std::sync::OnceLock<QualName> = std::sync::OnceLock::new();
    NAMELESS.get_or_init(|| QualName::new(None, ns!(html), LocalName::from("")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn named(tree: &Tree, wanted: &str) -> Vec<NodeId> {
        let all = tree.walk(Tree::ROOT, |_| true);
        all.into_iter()
            .filter(|node| tree.name(*node) == Some(wanted))
            .collect()
    }

    #[test]
    fn a_field_in_a_table_belongs_to_the_form_before_its_rows() {
        let tree = Tree::parse(
            "<table><form action=A><tr><td><input NAME=a value='1&amp;2'></form></table><input name=b>",
        );
        let (form, fields) = (named(&tree, "form"), named(&tree, "input"));
        assert_eq!(tree.form_of(fields[0]), Some(form[0]));
        assert_eq!(tree.attribute(fields[0], "value"), Some("1&2"));
        assert_eq!(tree.form_of(fields[1]), None);
    }

    #[test]
    fn text_stands_apart_where_lines_do() {
        let tree = Tree::parse("<p>uno<b>s</b><br>dos<table><tr><td>tres");
        let text = tree.text_below(Tree::ROOT, |name| name != "table");
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["unos", "dos"]);
    }

    proptest! {
        #[test]
        fn no_markup_makes_it_panic(
            parts in proptest::collection::vec(prop_oneof![
                Just("<form>"), Just("</form>"), Just("<input form=x>"), Just("<table>"), Just("<tr>"),
                Just("<td>"), Just("</table>"), Just("<template>"), Just("</template>"), Just("<select>"),
                Just("<option>"), Just("<svg>"), Just("<frameset>"), Just("<a>"), Just("</"), Just("\0"),
            ], 0..60)
        ) {
            let tree = Tree::parse(&parts.concat());
            for node in tree.walk(Tree::ROOT, |_| true) {
                let form = tree.form_of(node);
                prop_assert!(form.is_none_or(|form| tree.name(form) == Some("form")));
            }
        }
    }
}
