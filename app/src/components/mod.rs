//! The language of the pages: every page is made of these and nothing else.
//!
//! Components show and ask; they hold no rule, name no text of a page (`messages` does) and call no
//! server. Colours, sizes and motion are `style/`'s, one file per component of the same name. The
//! page's policy forbids inline styles: a component never writes a `style` attribute.

mod answer;
mod badge;
mod button;
mod choice;
mod copy;
mod definitions;
mod dialog;
mod disclosure;
mod empty;
mod field;
mod figures;
mod file_picker;
mod form;
mod form_field;
mod link_card;
mod loading;
mod mark;
mod month_chart;
mod new_password;
mod notice;
mod page_header;
mod pager;
mod panel;
mod printed;
mod progress;
mod records;
mod reopen;
mod reveal;
mod steps;
mod table;
mod tabs;
mod task_list;
mod timeline;
mod understood;
mod ways;

pub use answer::Answer;
pub use app_logic::shown::{Choice, Figure, Piece, Step, StepState, Tab, TaskItem, Tone};
pub use badge::Badge;
pub use button::{Button, ButtonLink, DownloadLink, ExternalLink, Variant};
pub use choice::{Checkbox, Checkboxes, Radios, Select};
pub use copy::CopyText;
pub use definitions::{Definition, Definitions};
pub use dialog::{Confirm, Dialog};
pub use disclosure::{Disclosure, FoldingPanel, Unfold};
pub use empty::Empty;
pub use field::{DateField, FieldFrame, PasswordField, TextArea, TextField, read_secret};
pub use figures::Figures;
pub use file_picker::{FilePicker, PickedFiles, PickedHandles, no_files, no_handles};
pub use form::{Actions, Columns, Form, FormSection};
pub use form_field::{FormField, FormModel, FormSlot};
pub use link_card::LinkCard;
pub use loading::{Load, Skeleton};
pub use mark::Mark;
pub use month_chart::MonthChart;
pub use new_password::NewPasswordFields;
pub use notice::{ErrorNotice, Notice};
pub(crate) use page_header::Navigated;
pub use page_header::PageHeader;
pub use pager::More;
pub use panel::{Grid, Narrow, Panel};
pub use printed::{PrintButton, Printed};
pub use progress::Progress;
pub use records::Records;
pub use reopen::{ReopenItem, ReopenList};
pub use reveal::Reveal;
pub use steps::StepList;
pub use table::{Cell, Column, Row, RowHeader, Table};
pub use tabs::Tabs;
pub use task_list::TaskList;
pub use timeline::{Happening, Timeline};
pub use understood::{UnderstoodField, joined};
pub use ways::{Way, Ways};
