// The named side works without script; what is here only makes it quicker.
export {}
