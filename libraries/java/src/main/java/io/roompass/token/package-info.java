/** Kit Tokens: {@link io.roompass.token.Roompass} mints, verifies, inspects and reads them. */
package io.roompass.token;
