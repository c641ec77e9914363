// The survey page.
export {}
