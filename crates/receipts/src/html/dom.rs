//! The tree that the HTML parser builds, in one arena: no more than is read of it.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns, parse_document};

/// A node's place in the arena.
pub(crate) type NodeId = usize;

/// What a node is.
#[derive(Debug)]
pub(crate) enum NodeKind {
    /// The document, a comment, or what else has no name and no text.
    Other,
    /// An element, by its name in lower case.
    Element(QualName),
    /// Text.
    Text(String),
}

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) kind: NodeKind,
    pub(crate) children: Vec<NodeId>,
    parent: Option<NodeId>,
}

/// A parsed page; the document is node 0.
#[derive(Debug)]
pub(crate) struct Dom {
    nodes: RefCell<Vec<Node>>,
}

impl Dom {
    /// Parses a page as a browser does. Whatever the text, there is a tree.
    pub(crate) fn parse(html: &str) -> Vec<Node> {
        let dom = Self {
            nodes: RefCell::default(),
        };
        dom.make(NodeKind::Other);
        parse_document(dom, ParseOpts::default()).one(html)
    }

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
pub(crate) struct Name<'a>(Ref<'a, QualName>);

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
    type Output = Vec<Node>;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match &nodes[*target].kind {
                NodeKind::Element(name) => name,
                // The builder asks of elements alone.
                NodeKind::Other | NodeKind::Text(_) => nameless(),
            }
        }))
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.make(NodeKind::Element(name))
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
