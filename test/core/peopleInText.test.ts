/** People by their full names and by their surnames, and what is called after them, read with the records that ship. */

import { readLayer } from '../../src/cli/files.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { findsWith } from '../support/finds.js';

const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);
const finds = findsWith(new Recognizer(knowledge));

suite('what is called after a person', () => {
  finds('HO CHI MINH CITY, «Vietnam» — Police said.');
  finds('He flew to Ho Chi Minh City, saw the Ho Chi Minh Mausoleum, and read «Ho Chi Minh».', 'ho-chi-minh');
  finds('The Ho Chi Minh Trail ran there, wrote President «Ho», and «Ho Chi Minh» did too.');
  finds('the USS Theodore Roosevelt, the USS *Abraham Lincoln* and the "USS George Washington"');
  finds('They sent the USS Dwight D. Eisenhower, the USS John F. Kennedy and the USS Winston S. Churchill there.');
  finds('the Charles de Gaulle carrier, the aircraft carrier Charles de Gaulle and the carrier *Charles de Gaulle*');
  finds('the Abraham Lincoln carrier strike group, the Reagan carrier and the carrier Eisenhower');
  finds('On the carrier, «Reagan» spoke of «Ronald Reagan»’s ships.', 'ronald-reagan', 'ronald-reagan');
  finds('Nelson Mandela Bay, the Nelson Mandela Rules, Nelson Mandela Day and «Nelson Mandela»’s rules');
  finds('Indira Gandhi International Airport, Kim Il Sung Square, Václav Havel Airport and Kim Jong Il Peak');
  finds('He wears the Order of Lenin and the Order of Kim Il Sung.');
  finds(
    'George Washington Carver was born in Missouri. John F. Kennedy Jr. was his son. The Eisenhower Trophy went there.',
  );
});

suite('the surname of one that is a first name of another', () => {
  finds('«Mahmoud Abbas» met Abbas Kamel. «Abbas» phoned Abbas Araghchi.');
  finds('«Xi Jinping» has a daughter, Xi Mingze. «Xi» is a son of Xi Zhongxun.');
  finds("«Xi Jinping» gave «Xi» an ultimatum when he came from Xi’an and Xi'an.");
  finds('After «Mao Zedong» died, Mao Anying was named, and Mao Ning said that «Mao» was.');
  finds('«Deng Xiaoping» had a son, Deng Pufang, and «Deng» said so.');
  finds('«Chiang Kai-shek» and Chiang Ching-kuo, whom «Chiang» named');
  finds('«Jiang Zemin» is no relation of Jiang Qing, «Jiang» said.');
  finds('After «Hu Jintao» came the hour of Hu Yaobang, «Hu» said.');
  finds('«Gamal Abdel Nasser» is no Nasser al-Khelaifi, and «Nasser» did not own a club.');
  finds('«Saddam Hussein» is not the Saddam Haftar whom «Saddam» never met.');
  finds('They said that «Ariel Sharon» liked Sharon Stone and that «Sharon» laughed.');
  finds('The «Yoon» Administration fell with «Yoon Suk Yeol», not with Yoon Sang-hyun.');
});

suite('the family of a person', () => {
  finds('«Joe Biden» spoke, and so did James Biden, Jim Biden and his son Hunter Biden. «Biden» left.');
  finds('«Donald Trump» spoke, and so did Mary Trump and Mary L. Trump. «Trump» left.');
  finds('«Recep Tayyip Erdogan» came with Emine Erdogan and Bilal Erdogan. «Erdogan» left.');
  finds('«Kofi Annan» came with Nane Annan and not with Kojo Annan. «Annan» left.');
  finds('«Bashar al-Assad» sent Maher al-Assad and Asma al-Assad. «Assad» and President «al-Assad» stayed.');
  finds('When «Hafez al-Assad» died, «Assad» was mourned.', 'hafez-al-assad', 'hafez-al-assad');
  finds('«Indira Gandhi» led it before Rahul Gandhi did. Gandhi lost.', 'indira-gandhi');
  finds('Sara Duterte of the «Philippines» spoke, and Duterte left.', 'philippines');
  finds('President «Mahamat Idriss Deby» met «Macron» of «France».', 'mahamat-deby', 'emmanuel-macron', 'france');
  finds('«Idriss Deby» was killed. «Deby» had ruled long.', 'idriss-deby', 'idriss-deby');
  finds(
    '«Joseph Kabila» ruled. «Kabila» succeeded his father, «Laurent-Desire Kabila».',
    'joseph-kabila',
    'joseph-kabila|laurent-desire-kabila',
    'laurent-desire-kabila',
  );
  finds('«Mojtaba Khamenei» spoke. «Khamenei» left.', 'mojtaba-khamenei', 'ali-khamenei|mojtaba-khamenei');
  finds('«Theodore Roosevelt» won. «Roosevelt» left.', 'theodore-roosevelt', 'theodore-roosevelt');
  finds('«Mohamed Hosni Mubarak» and «Mohamed Anwar Sadat»', 'hosni-mubarak', 'anwar-sadat');
});

suite('monarchs and popes of one name', () => {
  finds('In 1588 Queen Elizabeth addressed her troops at Tilbury. The Armada fled from Queen Elizabeth.');
  finds('Queen Elizabeth I, Queen Elizabeth of Bohemia and Queen Elizabeth The Queen Mother');
  finds('«Queen Elizabeth» met Reagan in 1982. «Queen Elizabeth II» died in 2022.');
  finds('King Charles was beheaded in 1649 in «Britain». King Charles of «Sweden» fell. King Charles III of «Spain»');
  finds('«King Charles» flew to «Kenya», Buckingham Palace said. «King Charles III» spoke.');
  finds('Prince Charles Edward Stuart lost. Prince Charles of «Belgium» was regent.');
  finds('«Prince Charles» married Diana.', 'charles-iii');
  finds('«Pope Francis» met reporters. King Francis I of «France» died in 1547.', 'pope-francis', 'france');
  finds('«Pope Francis» spoke. «Francis» left. King Francis, Emperor Francis, Francis I and Francis Joseph did not.');
  finds('«Pope Leo XIV» cited Pope Leo XIII. «Pope Leo» left.', 'leo-xiv', 'leo-xiv');
  finds('«Crown Prince Mohammed» met Crown Prince «Mohammed bin Zayed».', 'mohammed-bin-salman', 'mohammed-bin-zayed');
  finds('Crown Prince «Mohammed bin Salman»', 'mohammed-bin-salman');
  finds('«King Hussein» met Rabin.\n\nKing Hussein bin Ali ruled the Hejaz.', 'hussein-of-jordan');
  finds('Sheikh Khalifa bin Salman and «Sheikh Khalifa»', 'khalifa-bin-zayed-al-nahyan');
});

suite('a family name that several bear', () => {
  finds(
    '«Kim Jong Un»’s sister «Kim Yo Jong» spoke. «Kim» said no.',
    'kim-jong-un',
    'kim-yo-jong',
    'kim-jong-un|kim-yo-jong',
  );
  finds(
    'Minister «Kim Yong-hyun» said «Kim Jong Un» had erred. «Kim» regretted it.',
    'kim-yong-hyun',
    'kim-jong-un',
    'kim-jong-un|kim-yong-hyun',
  );
  finds(
    '«Kim Dae-jung» travelled. «Kim» met «Kim Jong Il».',
    'kim-dae-jung',
    'kim-dae-jung|kim-jong-il',
    'kim-jong-il',
  );
  finds('«Kim Yong Chol» came. «Kim» left.', 'kim-yong-chol', 'kim-yong-chol');
  finds('«Kim Jong Un» spoke.\n\nIt went on.\n\nChairman «Kim» left. Kim Hyun-wook said that Kim had.');
  finds(
    '«Lee Kuan Yew» met «Lee Hsien Loong». «Lee» left.',
    'lee-kuan-yew',
    'lee-hsien-loong',
    'lee-hsien-loong|lee-kuan-yew',
  );
  finds('«Park Geun-hye» spoke.\n\nIt went on.\n\nPresident «Park» left, and Park stayed.');
  finds('XI, «PUTIN» MEET\n\nThey met.');
  finds('«XI», «PUTIN» MEET\n\n«Xi Jinping» met «Vladimir Putin» under Chapter XI.');
});

suite('a surname that others have too', () => {
  finds('«António Costa» left «Brussels» for Costa Mesa. Andrea Costa and Costa stayed. «President Costa» spoke.');
  finds('«Portugal» lost. António Costa Silva and António Costa Pinto wrote, and Costa played.', 'portugal');
  finds('António Costa scored twice. Costa left the pitch.');
  finds('«Penny Wong» met Joe Wong of Wong Tai Sin. «Senator Wong» left. Jordan Wong and Chad Costa played.');
  finds('«Lawrence Wong» of «Singapore» met «Penny Wong», and Wong said so.');
  finds('«Edi Rama» of «Albania» met Lord Rama and King Rama VI. «Rama» left.');
  finds('Rama ruled Ayodhya.\n\n«Edi Rama» spoke.');
  finds('«Salva Kiir» crossed the River Kiir to Kiir Adem. «Kiir» left.');
  finds('«Hassan Sheikh Mohamud» of «Somalia» met Ali Mohamud and Hassan. «Mohamud» left.');
  finds('«Samia Suluhu Hassan» met Samia Yusuf Omar and Hassan. «President Samia» left.');
  finds(
    '«Anwar Ibrahim» met Anwar Raslan, Anwar al-Awlaki and Ibrahim. «Anwar» left.',
    'anwar-ibrahim',
    'anwar-ibrahim',
  );
  finds('«Anwar Sadat» was killed. Anwar Ibrahimov was not.');
  finds('«Ibrahim Traoré» met Bertrand Traoré. «Traoré» left.\n\nTraoré scored.', 'ibrahim-traore', 'ibrahim-traore');
  finds('«Gustavo Petro» phoned Petro Kotin and «Petro Poroshenko». «Petro» left.');
  finds('Petro Kotin spoke of petro-dollars.');
  finds(
    '«Muhammad Yunus» of «Bangladesh» met Yunus Khan. «Yunus» left.',
    'muhammad-yunus',
    'bangladesh',
    'muhammad-yunus',
  );
  finds('Mohammad Yunus Qanuni of «Afghanistan» spoke. Mohammad Yunus bowled.');
  finds('«Abdel Fattah al-Burhan» fought «Hemedti». «Burhan» met Burhan Wani and «Burhanuddin Rabbani».');
  finds('«Mohamed Hamdan Dagalo» sent Abdelrahim Dagalo. «Dagalo» stayed.');
  finds('«Khalifa Haftar» sent Saddam Haftar and Belqasem Haftar. «Haftar» stayed.');
  finds('«Félix Tshisekedi» won. «Tshisekedi» left.\n\nHis father Étienne Tshisekedi lost. Tshisekedi died in 2017.');
  finds('«Joseph Aoun» was elected in «Beirut». «Aoun» spoke.', 'joseph-aoun', 'lebanon', 'joseph-aoun');
  finds('Joseph Aoun leads Northeastern University.');
  finds(
    '«Michel Aoun» of «Lebanon» ruled before «Joseph Aoun». «Aoun» spoke.',
    'michel-aoun',
    'lebanon',
    'joseph-aoun',
    'joseph-aoun|michel-aoun',
  );
  finds(
    '«Lebanon» elected «Joseph Aoun».\n\n«Michel Aoun» had left. «Aoun» was old.',
    'lebanon',
    'joseph-aoun',
    'michel-aoun',
    'michel-aoun',
  );
  finds('«Bola Tinubu» drove to Tinubu Square. Remi Tinubu and Madam Tinubu did not. «Tinubu» left.');
  finds('«João Lourenço» grew up when «Maputo» was Lourenço Marques. «Lourenço» left.');
  finds('He read at Mohamed bin Zayed University of Artificial Intelligence and at Kwame Nkrumah University.');
  finds('«Haile Selassie» fell. Taye Atske Selassie became president. «Selassie» died.');
});

suite('surnames that are words too', () => {
  finds('«Robert Fico» has no FICO score. «Fico» left.');
  finds('«Gabriel Boric» sold boric acid. Boric acid is white. «Boric» left.');
  finds('«Albin Kurti» wore a kurti. «Kurti» left.');
  finds('«Ban Ki-moon» welcomed it. Ban on tests was welcome. «Obama» met «Ban» on Monday. "A test," «Ban» said.');
  finds('«Ban Ki-moon» came. A Test Ban Treaty was signed. Ban all of them.');
  finds('Rice exports from «Vietnam» fell. «Rice» met «Condoleezza Rice», and «Rice»’s exports grew.');
  finds('The Moon is full. «Moon Jae-in» looked at the Moon. The «Moon» administration and «Moon»’s mission did not.');
  finds('In Central Park walked «Park Geun-hye». The Park is open. «Park» opened talks of the «Park» government.');
  finds('The Ford Motor Company sold Ford cars. «Gerald Ford» drove. «Ford» left.');
  finds('The firm of Johnson & Johnson wrote to «Boris Johnson».');
  finds('«Tony Blair» stayed at Blair House. «Blair» left.');
  finds('The prayer of Saint Francis was read by «Pope Francis». «Francis» left.');
});

suite('spellings of one name', () => {
  finds('«Zelensky», «Zelenskyy», «Zelenskiy»');
  finds('In «Libya» they wrote «Gaddafi», «Qaddafi», «Gadhafi», «Kadafi», «Qadhafi» and «Khadafy».');
  finds('«Mao Tse-tung» and «Mao» met «Chou En-lai», and «Chou» met «Teng Hsiao-ping».');
  finds('In «Moscow» «Nikita Krushchev» wrote «Khrushchev» and «Khruschev».');
  finds('«Mahmoud Ahmedinejad» of «Iran», or «Ahmadi-Nejad»');
  finds('«Abdel Fattah al-Sissi», «Abdul Fattah al-Sisi» and «al-Sisi»');
});
