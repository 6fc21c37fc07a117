// One order for all style sheets: Mantine's parts, our tokens, the bridge between them, the ground, paper.
import './fonts.css';
import './mantine-parts.css';
import './tokens.css';
import './mantine-bridge.css';
import './base.css';
import './print.css';
