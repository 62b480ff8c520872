//! The namespaces of OMA.

use xml_app_core::Namespace;

/// Conditions of common policy: OMA-SUP-XSD_xdm_commonPolicy.
pub const COMMON_POLICY: Namespace = Namespace::new("urn:oma:xml:xdm:common-policy", "ocp");

/// Permissions for presence: OMA-SUP-XSD_prs_presRules.
pub const PRES_RULES: Namespace = Namespace::new("urn:oma:xml:prs:pres-rules", "opr");

/// Presence attributes: OMA-SUP-XSD_prs_pidf_omapres.
pub const PIDF: Namespace = Namespace::new("urn:oma:xml:prs:pidf:oma-pres", "op");
