import type { Figure } from './figure.ts';
import { gatewayFigures } from './gateway-figures.ts';
import { storeFigures } from './store-figures.ts';
import { viewFigures } from './view-figures.ts';

const groups = { stores: storeFigures, views: viewFigures, gateway: gatewayFigures };

/** The figures that a name stands for: one, a group, or those of the stores on one database. */
export const figuresNamed = (name: string): readonly (readonly [string, Figure])[] =>
  Object.entries(groups).flatMap(([group, figures]) =>
    Object.entries(figures).filter(
      ([figure, { database }]) =>
        name === figure || name === group || (group === 'stores' && name === database),
    ),
  );
