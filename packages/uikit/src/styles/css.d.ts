// Style sheets come in as text: the kit adopts them into its shadow root.
declare module '*.css?inline' {
  const text: string
  export default text
}
