/// The templates that are embedded in the program, by the names under which they are rendered and overridden.
///
/// A resource rule embeds the files but lists nothing, so that this table does; a test holds it to the folder.
enum BuiltInTemplates {
    static let texts: [String: String] = table.mapValues { String(decoding: $0, as: UTF8.self) }

    /// A file `templates/…/NAME.mustache` is embedded as `NAME_mustache`, hyphens as underscores.
    private static let table: [String: [UInt8]] = [
        "add-payment-method": PackageResources.add_payment_method_mustache,
        "address": PackageResources.address_mustache,
        "board": PackageResources.board_mustache,
        "board-colors": PackageResources.board_colors_mustache,
        "board-features": PackageResources.board_features_mustache,
        "board-links": PackageResources.board_links_mustache,
        "board-problems": PackageResources.board_problems_mustache,
        "board-screens": PackageResources.board_screens_mustache,
        "board-style": PackageResources.board_style_mustache,
        "brand-mark": PackageResources.brand_mark_mustache,
        "cancel-order": PackageResources.cancel_order_mustache,
        "check-email": PackageResources.check_email_mustache,
        "country-options": PackageResources.country_options_mustache,
        "deactivate-payment-method": PackageResources.deactivate_payment_method_mustache,
        "docs-contents": PackageResources.docs_contents_mustache,
        "docs-features": PackageResources.docs_features_mustache,
        "docs-index": PackageResources.docs_index_mustache,
        "docs-index-features-row": PackageResources.docs_index_features_row_mustache,
        "docs-index-page": PackageResources.docs_index_page_mustache,
        "docs-index-page-features-row": PackageResources.docs_index_page_features_row_mustache,
        "docs-index-page-row": PackageResources.docs_index_page_row_mustache,
        "docs-index-row": PackageResources.docs_index_row_mustache,
        "docs-links": PackageResources.docs_links_mustache,
        "docs-page": PackageResources.docs_page_mustache,
        "docs-pairs": PackageResources.docs_pairs_mustache,
        "docs-screens": PackageResources.docs_screens_mustache,
        "docs-style": PackageResources.docs_style_mustache,
        "edit-address": PackageResources.edit_address_mustache,
        "empty": PackageResources.empty_mustache,
        "footer": PackageResources.footer_mustache,
        "footer-content": PackageResources.footer_content_mustache,
        "gallery": PackageResources.gallery_mustache,
        "gallery-style": PackageResources.gallery_style_mustache,
        "gate-footer": PackageResources.gate_footer_mustache,
        "gate-header": PackageResources.gate_header_mustache,
        "glyph": PackageResources.glyph_mustache,
        "header": PackageResources.header_mustache,
        "icon-box": PackageResources.icon_box_mustache,
        "icon-calendar": PackageResources.icon_calendar_mustache,
        "icon-check": PackageResources.icon_check_mustache,
        "icon-chevron": PackageResources.icon_chevron_mustache,
        "icon-cross": PackageResources.icon_cross_mustache,
        "icon-download": PackageResources.icon_download_mustache,
        "icon-error": PackageResources.icon_error_mustache,
        "icon-info": PackageResources.icon_info_mustache,
        "icon-mail": PackageResources.icon_mail_mustache,
        "icon-warning": PackageResources.icon_warning_mustache,
        "instrument": PackageResources.instrument_mustache,
        "instrument-panel": PackageResources.instrument_panel_mustache,
        "invoice": PackageResources.invoice_mustache,
        "invoice-row": PackageResources.invoice_row_mustache,
        "invoices": PackageResources.invoices_mustache,
        "no-instrument": PackageResources.no_instrument_mustache,
        "no-order": PackageResources.no_order_mustache,
        "no-orders": PackageResources.no_orders_mustache,
        "no-submit": PackageResources.no_submit_mustache,
        "not-found": PackageResources.not_found_mustache,
        "order": PackageResources.order_mustache,
        "order-cancelled": PackageResources.order_cancelled_mustache,
        "order-panel": PackageResources.order_panel_mustache,
        "order-row": PackageResources.order_row_mustache,
        "orders": PackageResources.orders_mustache,
        "overview": PackageResources.overview_mustache,
        "payment-methods": PackageResources.payment_methods_mustache,
        "plan": PackageResources.plan_mustache,
        "plan-pair": PackageResources.plan_pair_mustache,
        "plan-portal": PackageResources.plan_portal_mustache,
        "plan-sides": PackageResources.plan_sides_mustache,
        "plan-style": PackageResources.plan_style_mustache,
        "plan-value": PackageResources.plan_value_mustache,
        "portal-card": PackageResources.portal_card_mustache,
        "portal-docs": PackageResources.portal_docs_mustache,
        "docs-access": PackageResources.docs_access_mustache,
        "portal-head": PackageResources.portal_head_mustache,
        "preview": PackageResources.preview_mustache,
        "preview-brand": PackageResources.preview_brand_mustache,
        "preview-style": PackageResources.preview_style_mustache,
        "problem": PackageResources.problem_mustache,
        "reviewer-bar": PackageResources.reviewer_bar_mustache,
        "reviewer-foot": PackageResources.reviewer_foot_mustache,
        "reviewer-style": PackageResources.reviewer_style_mustache,
        "sign-desktop": PackageResources.sign_desktop_mustache,
        "sign-external": PackageResources.sign_external_mustache,
        "sign-fail": PackageResources.sign_fail_mustache,
        "sign-in": PackageResources.sign_in_mustache,
        "sign-info": PackageResources.sign_info_mustache,
        "sign-more": PackageResources.sign_more_mustache,
        "sign-pass": PackageResources.sign_pass_mustache,
        "sign-phone": PackageResources.sign_phone_mustache,
        "sign-portico": PackageResources.sign_portico_mustache,
        "sign-search": PackageResources.sign_search_mustache,
        "sign-tablet": PackageResources.sign_tablet_mustache,
        "sign-warning": PackageResources.sign_warning_mustache,
        "single-style": PackageResources.single_style_mustache,
        "support-first-way": PackageResources.support_first_way_mustache,
        "support-inline": PackageResources.support_inline_mustache,
        "support-start": PackageResources.support_start_mustache,
        "update-payment-method": PackageResources.update_payment_method_mustache,
        "width-switch": PackageResources.width_switch_mustache,
    ]
}

/// The scripts of reviewers' pages, embedded as the templates are.
///
/// A page runs one of these, told by its hash, and no other; no template takes their place.
enum BuiltInScripts {
    static let board = String(decoding: PackageResources.board_script_js, as: UTF8.self)
    static let gallery = String(decoding: PackageResources.gallery_script_js, as: UTF8.self)
    static let sandbox = String(decoding: PackageResources.sandbox_script_js, as: UTF8.self)
    static let live = String(decoding: PackageResources.live_script_js, as: UTF8.self)
    static let editor = "\"use strict\";\n(() => {\n\(editorParts.map(\.text).joined())})();\n"
    /// The parts of the editor's script in their order; they see one another's names.
    static let editorParts = [
        (name: "editor-script", bytes: PackageResources.editor_script_js),
        (name: "editor-fields", bytes: PackageResources.editor_fields_js),
        (name: "editor-logos", bytes: PackageResources.editor_logos_js),
        (name: "editor-head", bytes: PackageResources.editor_head_js),
        (name: "editor-page", bytes: PackageResources.editor_page_js),
    ].map { (name: $0.name, text: String(decoding: $0.bytes, as: UTF8.self)) }
    /// The gallery's script as `serve` shows it: it takes new cards without being run again.
    static let liveGallery = gallery.replacing("const first = ", with: "let first = ")
        .replacing(galleryEnd, with: String(decoding: PackageResources.live_gallery_js, as: UTF8.self) + galleryEnd)
    /// Before this line everything is there that new cards need.
    private static let galleryEnd = "    setTimeout(read, 200);\n"
}
