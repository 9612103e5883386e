export { default as Squire } from "squire-rte";
export { default as DOMPurify } from "dompurify";
