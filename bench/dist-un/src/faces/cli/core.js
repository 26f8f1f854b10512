/** Everything that the command line takes from the core, in one place. */
export { CertificateFault, certificateFacts, certificateOf, certify, loadCertificate, showCertificate, } from '../../certify.js';
export { compare } from '../../changes/compare.js';
export { touchedSince } from '../../changes/touched.js';
export { Ways } from '../../changes/ways.js';
export { Player } from '../../machine/player.js';
export { readingsThatShowAll } from '../../measures/cover.js';
export { stakesOf } from '../../measures/stakes.js';
export { stringsOf } from '../../measures/strings.js';
export { adviserFor, checkStory, contentOf, loadProgram, loadProject, unwillingMoves, whyNot, } from '../../project.js';
export { readingsOf } from '../../readings.js';
export { compareSaves, judgeSave, NoSave } from '../../saves.js';
export { statisticsOf } from '../../statistics.js';
