package io.github.bayernkommunal.postfach;

/**
 * Why a message was declined. Reasons added later arrive with their own name and break nothing.
 *
 * @param name stable name in capital letters, for example {@code NO_SUCH_POSTBOX}
 */
public record Rejection(String name) {

    /** The handle leads to no mailbox, or there is no handle: send by post. */
    public static final Rejection NO_SUCH_POSTBOX = new Rejection("NO_SUCH_POSTBOX");

    /** The handle cannot be an address of a mailbox. */
    public static final Rejection HANDLE_INVALID = new Rejection("HANDLE_INVALID");

    /** Subject, text, sender or link hold something the mailbox does not allow, such as markup or {@code http://}. */
    public static final Rejection CONTENT_NOT_ALLOWED = new Rejection("CONTENT_NOT_ALLOWED");

    /** The service declined an attachment. */
    public static final Rejection ATTACHMENT_NOT_ALLOWED = new Rejection("ATTACHMENT_NOT_ALLOWED");

    /** One attachment is larger than the route takes. */
    public static final Rejection ATTACHMENT_TOO_LARGE = new Rejection("ATTACHMENT_TOO_LARGE");

    /** There are more attachments than the route takes. */
    public static final Rejection TOO_MANY_ATTACHMENTS = new Rejection("TOO_MANY_ATTACHMENTS");

    /** The media type of an attachment is not among those the route takes. */
    public static final Rejection ATTACHMENT_TYPE_FORBIDDEN = new Rejection("ATTACHMENT_TYPE_FORBIDDEN");

    /** Media type, file name extension and content of an attachment do not belong together. */
    public static final Rejection ATTACHMENT_TYPE_MISMATCH = new Rejection("ATTACHMENT_TYPE_MISMATCH");

    /** Two attachments have the same name. */
    public static final Rejection ATTACHMENT_NAME_DUPLICATE = new Rejection("ATTACHMENT_NAME_DUPLICATE");

    /** The malware scan found something, or could not be made. */
    public static final Rejection ATTACHMENT_INFECTED = new Rejection("ATTACHMENT_INFECTED");

    /** The file behind an attachment is no longer what it was when the message was built. */
    public static final Rejection ATTACHMENT_CHANGED = new Rejection("ATTACHMENT_CHANGED");

    /** Text, or everything together, is larger than the route takes. */
    public static final Rejection MESSAGE_TOO_LARGE = new Rejection("MESSAGE_TOO_LARGE");

    /** Subject or text is too long. */
    public static final Rejection TEXT_INVALID = new Rejection("TEXT_INVALID");

    /** The reference was used before for other content. */
    public static final Rejection REFERENCE_CONFLICT = new Rejection("REFERENCE_CONFLICT");

    /** The service declined for a reason of its own. */
    public static final Rejection REJECTED_BY_SERVICE = new Rejection("REJECTED_BY_SERVICE");

    @Override
    public String toString() {
        return name;
    }
}
