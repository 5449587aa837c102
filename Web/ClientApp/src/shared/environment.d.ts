declare module 'hls.js/light' {
  import Hls from 'hls.js';
  export default Hls;
}

declare module 'virtual:document/*' {
  const html: string;
  export default html;
}

declare module '@fontsource-variable/inter';
