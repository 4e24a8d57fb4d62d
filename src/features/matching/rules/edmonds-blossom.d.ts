/** Maximum-weight matching in a general graph. `[u, v, weight]` in; out, for each vertex, its mate or -1. */
declare module 'edmonds-blossom' {
  const blossom: (edges: [u: number, v: number, weight: number][], maxCardinality?: boolean) => number[];
  export = blossom;
}
