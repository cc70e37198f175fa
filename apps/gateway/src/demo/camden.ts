// Contains National Statistics data and Ordnance Survey data (c) Crown copyright and database right; Open Government Licence.

/** The borough whose real wards the demonstration keeps live. */
export const CAMDEN = { code: 'E09000007', name: 'Camden' } as const;

export interface CamdenWard {
  readonly code: string;
  /** The ONS code of before 2011. */
  readonly onsCode: string;
  readonly name: string;
}

const ward = (code: string, onsCode: string, name: string): CamdenWard => ({ code, onsCode, name });

/** The 18 wards of 2002 to 2022. */
export const WARDS: readonly CamdenWard[] = [
  ward('E05000128', '00AGGD', 'Belsize'),
  ward('E05000129', '00AGGE', 'Bloomsbury'),
  ward('E05000130', '00AGGF', 'Camden Town with Primrose Hill'),
  ward('E05000131', '00AGGG', 'Cantelowes'),
  ward('E05000132', '00AGGH', 'Fortune Green'),
  ward('E05000133', '00AGGJ', 'Frognal and Fitzjohns'),
  ward('E05000134', '00AGGK', 'Gospel Oak'),
  ward('E05000135', '00AGGL', 'Hampstead Town'),
  ward('E05000136', '00AGGM', 'Haverstock'),
  ward('E05000137', '00AGGN', 'Highgate'),
  ward('E05000138', '00AGGP', 'Holborn and Covent Garden'),
  ward('E05000139', '00AGGQ', 'Kentish Town'),
  ward('E05000140', '00AGGR', 'Kilburn'),
  ward('E05000141', '00AGGS', "King's Cross"),
  ward('E05000142', '00AGGT', "Regent's Park"),
  ward('E05000143', '00AGGU', 'St Pancras and Somers Town'),
  ward('E05000144', '00AGGW', 'Swiss Cottage'),
  ward('E05000145', '00AGGX', 'West Hampstead'),
];

/** The day of the council election from which these wards were used. */
export const WARDS_VALID_FROM = '2002-05-02';

/**
 * Five sectors, as there were; which ward lay in which is not known, so the wards are dealt out
 * in the order of their codes. A stated invention of the demonstration.
 */
export const SECTORS = [1, 2, 3, 4, 5].map((number) => ({
  id: `sector-${String(number)}`,
  label: `Sector ${String(number)}`,
}));

export const FORTUNE_GREEN = 'E05000132';
export const HAVERSTOCK = 'E05000136';
export const KILBURN = 'E05000140';
