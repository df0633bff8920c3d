const { src, dest, parallel } = require('gulp');

/** Icons and codex files only: no screenshot of the docs may end in the tarball. */
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));
const codex = () => src('nodes/**/*.node.json').pipe(dest('dist/nodes'));

exports.default = parallel(icons, codex);
