import { tellOpens } from './count-opens.ts';

tellOpens();
