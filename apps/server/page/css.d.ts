// Stylesheets are taken out of the script by vite.
declare module '*.css'
