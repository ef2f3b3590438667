export { createGoogleDriveFake, type EffectFile, type GoogleDriveFake } from './googleDriveFake';
