//! What RFC 4575 demands beyond its schema.

use xml_app_core::{Element, ReadContext};

use super::{ConferenceInfo, ElementState, Endpoint, User};

/// A root without a version (§5.2), a full state without its parts (§5.2), states that contradict each
/// other (§4.4).
pub(super) fn conference(
    conference: &ConferenceInfo,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    if element.parent().is_none() {
        root(conference, element, context);
    }
    let states = [
        conference.users.as_ref().and_then(|users| users.state),
        conference.sidebars_by_ref.as_ref().and_then(|sidebars| sidebars.state),
        conference.sidebars_by_val.as_ref().and_then(|sidebars| sidebars.state),
    ];
    consistent(conference.state, states, element, context);
    if let Some(users) = &conference.users {
        let states = users.users.iter().map(|user| user.state);
        consistent(users.state, states, element, context);
    }
}

fn root(conference: &ConferenceInfo, element: Element<'_>, context: &mut ReadContext<'_>) {
    if conference.version.is_none() {
        let message = "there is no version: the document is a snapshot, which cannot be combined with \
             others (RFC 4575 §5.2)";
        context.warn(element, message);
    }
    let has_parts = conference.description.is_some() && conference.users.is_some();
    if conference.state() == ElementState::Full && !has_parts {
        let message =
            "a full state has to have a <conference-description> and <users> (RFC 4575 §5.2)";
        context.warn(element, message);
    }
}

/// What is full has full children.
fn consistent(
    parent: Option<ElementState>,
    children: impl IntoIterator<Item = Option<ElementState>>,
    element: Element<'_>,
    context: &mut ReadContext<'_>,
) {
    let is_full =
        |state: Option<ElementState>| state.is_none_or(|state| state == ElementState::Full);
    if is_full(parent) && !children.into_iter().all(is_full) {
        let message = "an element with full state has a child with another state (RFC 4575 §4.4)";
        context.warn(element, message);
    }
}

/// A user without its key, and an endpoint with another state.
pub(super) fn user(user: &User, element: Element<'_>, context: &mut ReadContext<'_>) {
    if user.entity.is_none() {
        let message =
            "there is no entity: partial documents cannot change the user (RFC 4575 §4.5)";
        context.warn(element, message);
    }
    consistent(user.state, user.endpoints.iter().map(|one| one.state), element, context);
}

/// An endpoint without its key.
pub(super) fn endpoint(endpoint: &Endpoint, element: Element<'_>, context: &mut ReadContext<'_>) {
    if endpoint.entity.is_none() {
        let message =
            "there is no entity: partial documents cannot change the endpoint (RFC 4575 §4.5)";
        context.warn(element, message);
    }
}
