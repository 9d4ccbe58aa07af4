import type { TimeLimitId } from '../limits/time-limit.js';
import type { CategorySlug } from './category.js';
import type { PathCode } from './path.js';

/** D.3: where a kind of matter usually goes. A proposal to the clerk; `clocks` are those that the citizen is warned of. */
export interface MatterRoute {
  readonly slug: string;
  readonly category: CategorySlug;
  readonly paths: readonly PathCode[];
  readonly authorities: readonly string[];
  readonly clocks: readonly TimeLimitId[];
  readonly article: string;
}

const route = (
  slug: string,
  category: CategorySlug,
  paths: readonly PathCode[],
  authorities: readonly string[],
  clocks: readonly TimeLimitId[] = [],
  article = 'D.3',
): MatterRoute => ({ slug, category, paths, authorities, clocks, article });

const humanResources = 'human-resources-authority';

/** The first path is the main one. The category is ours, so that the table can be looked up by it (design). */
export const matterRoutes: readonly MatterRoute[] = [
  route(
    'unpaid-wages',
    'labour_social_security',
    ['P_DUTY', 'P_ARB'],
    ['labour-inspection', 'labour-arbitration-commission'],
    ['TL-31', 'TL-28', 'TL-28.1'],
    'LSI20; LDA27',
  ),
  route(
    'social-insurance-decision',
    'labour_social_security',
    ['P_ADM'],
    [humanResources, 'government'],
    ['TL-24'],
    'ARL11(12)',
  ),
  route('work-injury-recognition', 'labour_social_security', ['P_ADM'], [humanResources], ['TL-24'], 'ARL11(7)'),
  route(
    'never-insured-or-public-works-wages',
    'labour_social_security',
    ['P_DUTY'],
    [humanResources, 'industry-regulator'],
    ['TL-31'],
    'LSI20',
  ),
  route(
    'land-taking',
    'land_resources',
    ['P_ADM', 'P_LIT'],
    ['government', 'court'],
    ['TL-24', 'TL-26'],
    'ARL11(5),(13)',
  ),
  route(
    'rural-land-contract',
    'rural_agriculture',
    ['P_ARB', 'P_LIT', 'P_MED'],
    ['rural-land-arbitration-commission', 'court'],
    ['TL-32'],
    'RLA2-4',
  ),
  route(
    'land-right-dispute',
    'land_resources',
    ['P_ADM'],
    ['township-government', 'county-government'],
    ['TL-33'],
    'LAND14',
  ),
  route(
    'illegal-building',
    'urban_rural_construction',
    ['P_DUTY'],
    ['natural-resources-authority', 'urban-management', 'township-government'],
    ['TL-27'],
    'ALL47',
  ),
  route(
    'house-delivery-developer',
    'urban_rural_construction',
    ['P_LIT', 'P_MED', 'P_DUTY'],
    ['court', 'housing-authority'],
  ),
  route('property-management', 'urban_rural_construction', ['P_MED', 'P_DUTY'], ['housing-authority', 'street-office']),
  route('pollution', 'environment', ['P_DUTY'], ['ecology-environment-authority'], ['TL-27'], 'ALL47'),
  route(
    'minimum-living-allowance',
    'civil_affairs',
    ['P_ADM'],
    ['civil-affairs-authority', 'township-government'],
    ['TL-24'],
    'ARL11(12)',
  ),
  route('medical-dispute', 'health', ['P_MED', 'P_LIT'], ['health-authority', 'medical-dispute-committee', 'court']),
  route('school', 'education_culture_sport', ['P_ADM', 'P_PET'], ['education-authority']),
  route('traffic-or-public-order', 'political_legal', ['P_LIT'], ['police']),
  route('judgment-or-enforcement', 'political_legal', ['P_LIT'], ['court', 'procuratorate'], ['TL-39', 'TL-39.1']),
  route('police-refuses-filing', 'political_legal', ['P_LIT'], ['police', 'procuratorate']),
  route('penalty-on-the-spot', 'political_legal', ['P_ADM'], ['reconsideration-authority'], ['TL-24'], 'ARL23(1)'),
  route('disclosure-refused', 'party_government', ['P_ADM'], ['reconsideration-authority'], ['TL-24'], 'ARL23(4)'),
  route('sanction-own-appeal', 'discipline', ['P_PARTY'], ['deciding-organ'], [], 'PSL55'),
  route('personnel-decision', 'personnel', ['P_PARTY'], ['own-organ', 'civil-service-department']),
  route('misconduct-of-official', 'discipline', ['P_ACC'], ['discipline-organ'], ['TL-36', 'TL-37'], 'DISC20'),
  route('veterans', 'civil_affairs', ['P_ADM', 'P_PET'], ['veterans-affairs-authority']),
  route('village-affairs', 'rural_agriculture', ['P_PET', 'P_DUTY'], ['township-government', 'agriculture-authority']),
  route(
    'neighbour-family-debt',
    'political_legal',
    ['P_MED', 'P_LIT'],
    ['village-committee', 'judicial-office', 'court'],
    [],
    'ARB3',
  ),
  route('policy-suggestion', 'other', ['P_SUG'], ['policy-department'], [], 'R29'),
];
