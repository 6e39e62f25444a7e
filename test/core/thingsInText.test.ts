/** Programmes, events, doctrines, treaties and bodies: what a sentence names of them, and what it does not. */

import assert from 'node:assert/strict';

import { readLayer } from '../../src/cli/files.js';
import { mergeLayers } from '../../src/core/knowledge/layers.js';
import { Recognizer } from '../../src/core/recognize/recognizer.js';
import { findsWith } from '../support/finds.js';

const { knowledge } = mergeLayers([readLayer('knowledge', 'built-in').layer]);
const recognizer = new Recognizer(knowledge);
const finds = findsWith(recognizer);

/** A text and all that it names, in the order of the text; ids of several senses are joined by a bar. */
const texts: Readonly<Record<string, readonly (readonly [text: string, named: string])[]>> = {
  'programmes of others': [
    ["Iran and North Korea cooperated on missiles; Iran's nuclear program worries Israel.", 'iran dprk iran israel'],
    ["Syria's chemical weapons program received help from North Korea.", 'syria dprk'],
    ["Pakistan's nuclear weapons and North Korea were discussed.", 'pakistan dprk'],
    [
      'The United States withdrew its nuclear weapons from South Korea in 1991, while North Korea built reactors.',
      'usa rok dprk',
    ],
    ['North Korea did not sign the treaty banning nuclear weapons.', 'dprk'],
    ["North Korea helped with Iran's missile program.", 'dprk iran'],
    ["North Korea watches China's growing nuclear program.", 'dprk china'],
    ["North Korea and Iran's ballistic missile programme", 'dprk iran'],
    ["North Korea cited Iran's safeguards agreement with the IAEA.", 'dprk iran iaea'],
    ['North Korea noted the safeguards agreement with Iran.', 'dprk iran'],
    ['EU sanctions on Russia angered North Korea.', 'eu russia dprk'],
    ['South Africa ended its nuclear weapons program. Unlike it, North Korea kept on.', 'south-africa dprk'],
    ["Britain's first nuclear test came in 1952, long before that of North Korea.", 'uk dprk'],
    ['North Korea congratulated Iran on its first nuclear test.', 'dprk iran'],
    ["Iran's withdrawal from the NPT would follow that of North Korea.", 'iran npt dprk'],
  ],
  'those of North Korea': [
    ["North Korea's nuclear program is growing.", 'dprk nuclear-programme'],
    ["North Korea's nuclear weapons are few.", 'dprk nuclear-programme'],
    ["The DPRK's ballistic missile programme is large.", 'dprk missile-programme'],
    ["Pyongyang's nuclear weapons program", 'pyongyang|dprk nuclear-programme'],
    ['Pyongyang paused its nuclear program.', 'pyongyang|dprk nuclear-programme'],
    ["North Korea's chemical weapons", 'dprk chemical-weapons-dprk'],
    ['North Korea used UN sanctions as a pretext.', 'dprk un-sanctions-dprk'],
    ["North Korea's first nuclear test", 'dprk nuclear-test-2006'],
    ['North Korea carried out its sixth nuclear test in 2017.', 'dprk nuclear-test-2017'],
    ["North Korea's constitution and South Korea's constitution", 'dprk dprk-constitution rok rok-constitution'],
    ["North Korea's state media reported it.", 'dprk north-korean-media'],
  ],
  'bodies of states': [
    ["Taiwan's Ministry of National Defense spoke of South Korea.", 'taiwan rok'],
    ["South Korea's Ministry of National Defense", 'rok rok-mnd'],
    ["South Korea's Joint Chiefs of Staff reported a launch.", 'rok rok-jcs'],
    ['The Joint Chiefs of Staff in Seoul reported a launch.', 'rok-jcs seoul|rok'],
    ['Joint Chiefs of Staff chairman Gen. Mark Milley spoke with South Korea.', 'rok'],
    ["China's Foreign Ministry and Japan's foreign ministry", 'china china-mfa japan japan-mofa'],
    ["Venezuela's National Assembly thanked South Korea.", 'venezuela rok'],
    ["South Korea's National Assembly", 'rok rok-national-assembly'],
    ["Japan's House of Representatives and the U.S. Congress", 'japan us-congress'],
    ["The U.S. Senate and Kenya's Senate", 'us-senate kenya'],
    ["The Philippines' Department of Justice opened a case.", 'philippines'],
    ["Switzerland's Federal Intelligence Service warned Germany.", 'switzerland germany'],
    ["Kenya's National Intelligence Service (NIS) warned South Korea.", 'kenya rok'],
    ["Nepal's People's Liberation Army and the Chinese", 'nepal china'],
    ["Brazil's Workers' Party wrote to North Korea.", 'brazil dprk'],
    ["Japan's parliament and Ukraine's parliament", 'japan japan-diet ukraine verkhovna-rada'],
    ["Ukraine's Security Council, Russia's Security Council", 'ukraine russia russian-security-council'],
    ['The Senate in Manila and the U.S. Senate', 'philippines us-senate'],
    ["Georgia's Kremlin-friendly government", 'georgia kremlin'],
  ],
  'doctrines that are common words': [
    ['The team chose parallel development of two engines.', ''],
    [
      'Kim Jong Un of North Korea calls the parallel development of nuclear arms byungjin.',
      'kim-jong-un dprk byungjin byungjin',
    ],
    ['The EU launched a trust-building process between Serbia and Kosovo.', 'eu serbia kosovo'],
    ['It was an audacious plan to free hostages.', ''],
    ['President Yoon presented his audacious plan.', 'yoon-suk-yeol audacious-initiative'],
    ["Lee Teng-hui's two-state theory angered China.", 'lee-teng-hui china'],
    ['Kim Jong Un put forward the two-state theory.', 'kim-jong-un two-hostile-states'],
    ['Containment of the fire took days.', ''],
    ['Containment of the Soviet Union was the aim.', 'containment ussr'],
    ['Saudi Arabia and Iran seek détente.', 'saudi-arabia iran'],
    ['Nixon and Brezhnev began the détente.', 'leonid-brezhnev detente'],
    ['Iran speaks of strategic patience.', 'iran'],
    ['The Taliban have set up a gender apartheid.', ''],
    ['The pump runs at maximum pressure.', ''],
    ["Canada's Indo-Pacific Strategy", 'canada'],
  ],
  'events and treaties': [
    ['The Hanoi summit failed.', 'hanoi-summit-2019'],
    ['The ASEAN Hanoi summit', 'asean vietnam'],
    ['Iran rejected missile talks with the E3.', 'iran e3'],
    ['A joint liaison office of the two firms opened.', ''],
    ['The joint liaison office at Kaesong', 'liaison-office-demolition-2020 kaesong'],
    ["Vietnam's 8th Party Congress met in 1996.", 'vietnam'],
    ['The Seventh Party Congress met in 1945 in China.', 'china'],
    ['Kim Jong Un told the Eighth Party Congress so.', 'kim-jong-un wpk-congress-8'],
    ['The Declaration of Cooperation between Japan and Poland', 'japan poland'],
    ["Iran's Supreme Council of the Cultural Revolution", 'iran'],
    ['Mao began the Cultural Revolution.', 'cultural-revolution'],
    ["Australia's border closure during the pandemic", 'australia'],
    ["North Korea's border closure", 'dprk border-closure-2020'],
    ['The US-India nuclear deal and Iran', 'usa india iran'],
    ['Saudi Arabia wants a nuclear deal like that of Iran.', 'saudi-arabia iran'],
    ["Iran said that the nuclear deal was dead. Iran's nuclear deal", 'iran jcpoa iran jcpoa'],
    ['The National Security Law in Hong Kong is harsh, South Korea said.', 'hong-kong rok'],
    ["South Korea's National Security Law", 'rok rok-national-security-act'],
    ["Trump's “Liberation Day” tariffs hit South Korea.", 'donald-trump rok'],
    ['South Korea marked Liberation Day.', 'rok liberation-1945'],
    ['The mutual defense treaty with the Philippines does not bind South Korea.', 'philippines rok'],
    ['South Korea and the United States have a mutual defense treaty.', 'rok usa rok-us-mutual-defense-treaty'],
    ['Japan welcomed normalization talks between Israel and Saudi Arabia.', 'japan israel saudi-arabia'],
    ['Japan and North Korea began normalization talks.', 'japan dprk japan-dprk-normalization-talks'],
    ['Russia has a comprehensive strategic partnership with Iran and troops of North Korea.', 'russia iran dprk'],
    ['Russia and North Korea signed a comprehensive strategic partnership.', 'russia dprk dprk-russia-treaty-2024'],
    ["Nigeria's mass abductions shocked Japan.", 'nigeria japan'],
    ['Japan asked North Korea about the abductions.', 'japan dprk abductions'],
    ["Kosovo's War of Independence and Israel", 'kosovo israel'],
    ["Israel's War of Independence", 'israel arab-israeli-war-1948'],
    ['The armistice of 11 November 1918 differed from that of the Korean War.', 'korean-war'],
    ['The armistice was signed at Panmunjom.', 'korean-armistice panmunjom'],
    ['The Great Famine of Ireland was known in North Korea.', 'ireland dprk'],
  ],
  'the United Nations and news agencies': [
    ['In its resolution 46/1 the Human Rights Council requested a report on Sri Lanka.', 'unhrc sri-lanka'],
    ['General Assembly resolution 46/1 admitted both.', 'unga-46-1'],
    ['In resolution 46/1 both were admitted.', 'unga-46-1'],
    ['The UN watched the General Assembly of the OAS.', 'un oas'],
    ['The UN watched the General Assembly of Interpol.', 'un interpol'],
    ['TEHRAN, Iran (AP) — It rained.', 'iran iran ap'],
    ['PARIS (AFP) — It rained.', 'france afp'],
    ['AU and EU mission chiefs met.', 'african-union eu'],
    ['The AU-EU summit', 'african-union eu'],
    ["The Kremlin's Human Rights Council", 'kremlin'],
    ['By then the CIS was two weeks old.', 'cis'],
    ['The International Stabilisation Force for Gaza', 'gaza-strip'],
    [
      'resolution 1973 on Libya, S/RES/2140 (2014), UNSCR 1373 and Security Council resolution 1244 (1999)',
      'unscr-1973 libya unscr-2140 unscr-1373 unscr-1244',
    ],
    [
      'resolution 1325, resolution 1267, resolution 1441, resolution 1737, resolution 2202',
      'unscr-1325 unscr-1267 unscr-1441 unscr-1737 unscr-2202',
    ],
    [
      'UNSCR 1701 and resolutions 1559 (2004), 2254 and 2334; UNSCRs 2712, 2720 and 2728',
      'unscr-1701 unscr-1559 unscr-2254 unscr-2334 unscr-2712 unscr-2720 unscr-2728',
    ],
    ['House Resolution 425, Senate Resolution 478, PACE Resolution 2259, General Assembly resolution 598 (VI)', 'unga'],
  ],
  'councils, and security councils of others': [
    ['The African Union Peace and Security Council met in Addis Ababa.', 'au-psc ethiopia'],
    ["The AU's Peace and Security Council condemned it.", 'african-union au-psc'],
    ['The Peace and Security Council of the African Union condemned it.', 'au-psc'],
    ['The Peace and Security Council met. The Council condemned the coup.', 'au-psc'],
    ['The AU PSC and the UN Security Council met; the PSC sent troops.', 'au-psc unsc au-psc'],
    ['The UN Security Council met. The Council condemned the coup.', 'unsc unsc'],
    ['He sat on the Council for Namibia. The Security Council met too.', 'namibia unsc'],
    ['The Council conclusions on Mali were adopted by EU ministers. The Security Council met too.', 'mali eu unsc'],
    ['The Council of Ministers met, and so did the Council of State and the Security Council.', 'unsc'],
    ['The Council Regulation 2017/1509 followed a resolution of the Security Council.', 'unsc'],
    ['He asked the Council for help and told the Council of the attack. The Security Council met.', 'unsc unsc unsc'],
    ['The Council called on Mali to hold elections. The Security Council had met.', 'unsc mali unsc'],
    [
      'Kang, the first Taiwanese official received in Washington, headed the National Security Council.',
      'taiwan washington|usa',
    ],
    ["Turkey's generals sat on the National Security Council, an American diplomat wrote.", 'turkiye usa'],
    ['Pakistani generals in Washington spoke of the National Security Council.', 'pakistan washington|usa'],
    ['President Yoon convened the National Security Council; the US was told.', 'yoon-suk-yeol usa'],
    ['The National Security Council told the US president so.', 'us-nsc usa'],
    [
      'National Security Council spokesman John Kirby said the United States would help; Taiwanese officials agreed.',
      'us-nsc usa taiwan',
    ],
    ['The White House said that the National Security Council had met on Taiwan.', 'white-house us-nsc taiwan'],
    ['The Special Court for Sierra Leone, the Special Tribunal for Lebanon', 'sierra-leone lebanon'],
  ],
  'acronyms that the text spells out': [
    ['Loans from the African Development Bank (ADB) rose. The ADB lends to Chad.', 'afdb chad'],
    ['Loans from the Asian Development Bank (ADB) rose. The ADB lends to Nepal.', 'adb adb adb nepal'],
    [
      'The Asian Development Bank (ADB) and the African Development Bank (ADB) met. The ADB lends.',
      'adb adb afdb adb adb',
    ],
    ['ADB loans rose.\n\nThe Agricultural Development Bank (ADB) is another.', ''],
    ['The `African Development Bank (ADB)` is code, and the ADB lends.', 'adb'],
    ['---\ndossier: { pins: { ADB: adb } }\n---\nThe African Development Bank (ADB) and the ADB', 'afdb adb adb'],
    ['ADB (African Development Bank) loans rose. The ADB lends to Chad.', 'afdb chad'],
    ['The ADB (Asian Development Bank) lends. The WHO (see below) left.', 'adb adb who'],
    ['The World Health Organisation (WHO) said so. The WHO left.', 'who who who'],
    ['The Organisation of Islamic Countries (OIC) met. The OIC left.', 'oic oic'],
    ['The International Cricket Council (ICC) ranks Ireland. The ICC met.', 'ireland'],
    ['The International Criminal Court (ICC) sits. The ICC met.', 'icc icc icc'],
    ['The Palestine Liberation Army (PLA) fought. The PLA left.', ''],
    ["The Chinese People's Liberation Army (PLA) fought. The PLA left.", 'pla pla pla'],
    ['Parties to the Nuclear Non-Proliferation Treaty (NPT): the NPT holds.', 'npt npt npt'],
    ['The U.S. Department of Defense (DOD) and the Defense Department (DOD)', 'pentagon pentagon pentagon pentagon'],
    ['The Republic of Korea (ROK) and the Democratic Republic of the Congo (DRC)', 'rok rok congo-drc congo-drc'],
    ['The Independent Police Complaints Commission (IPCC) cleared him. The IPCC said so.', ''],
  ],
  'acronyms that others have too': [
    ['ROC stands for the Russian Olympic Committee at these Games. Chinese Taipei won two golds.', 'russia taiwan'],
    ['The ROC government moved to Taiwan.', 'taiwan taiwan'],
    [
      'GUAM (Georgia, Ukraine, Azerbaijan and Moldova) met in Kyiv.',
      'guam-organization georgia ukraine azerbaijan moldova ukraine',
    ],
    ['GUAM IS READY, SAYS GOVERNOR', 'guam'],
    ['Guam, Moldova and Azerbaijan sent athletes.', 'guam moldova azerbaijan'],
    ['Lord Coe opened the meeting of World Athletics.', ''],
    [
      'The Council of Europe (CoE) met in Strasbourg. A COE committee met.',
      'council-of-europe council-of-europe council-of-europe',
    ],
    ['The Church of England (CoE) met. The CoE was split.', ''],
  ],
  'wars of other centuries': [
    ['The Second Anglo-Afghan War ended in 1880.', 'afghanistan'],
    ['The First Afghan War began in 1839.', 'afghanistan'],
    ['The Third Afghan War, the Afghan War of 1878', 'afghanistan afghanistan'],
    ['The Soviet-Afghan War ended in 1989.', 'soviet-occupation-afghanistan'],
    [
      "The Afghan war began in 2001, and America's Afghan War ended in 2021.",
      'afghanistan-war-2001 usa afghanistan-war-2001',
    ],
    ['The First Iraq War, the Second Gulf War, a third Gulf War', 'iraq iraq-war'],
    ['The Iraq War and the Gulf War', 'iraq-war gulf-war'],
    ['The Yemeni civil war of 1994, the Yemeni civil war', 'yemen yemen-war'],
    ['The 2014 Gaza war, the 2008-09 Gaza War, the Gaza war', 'gaza-strip gaza-strip gaza-war'],
  ],
  'groups, policies and treaties of others': [
    ['The Group of Eight universities in Australia met.', 'australia'],
    ['The Group of Eight met at Gleneagles.', 'g8'],
    ['The Group of Seven Plus (g7+) of fragile states met in Dili.', 'timor-leste'],
    ['The Group of Seven painters showed the north of Canada.', 'canada'],
    ['The Group of Seven nations imposed sanctions on Russia.', 'g7 russia'],
    ['The Big Seven conference added a university.', ''],
    ['The Big Seven economies grew; the G7 met.', 'g7 g7'],
    ['The Open Door Policy of 1899 opened China to trade.', 'china'],
    ['John Hay wrote the Open Door Policy for China.', 'china'],
    ["NATO's open door policy worries China.", 'nato china'],
    ["China's open door policy under Deng began in 1978.", 'china reform-and-opening-up'],
    ['They support a Fossil Fuel Non-Proliferation Treaty.', ''],
    ['The Nuclear Non-Proliferation Treaty and the Non-Proliferation Treaty', 'npt npt'],
  ],
  'missions, agencies and trade agreements': [
    [
      'MONUSCO, MINUSMA, MINUSCA, UNMISS, UNAMA, UNAMI, UNSMIL, BINUH, AMISOM and ATMIS',
      'monusco minusma minusca unmiss unama unami unsmil binuh amisom atmis',
    ],
    [
      'The UN Mission in South Sudan, the United Nations Assistance Mission in Afghanistan and the AU Mission in Somalia',
      'unmiss unama amisom',
    ],
    ['IPCC, IRENA, UNCITRAL, UNIDIR and Eurojust', 'ipcc irena uncitral unidir eurojust'],
    ['RCEP, the CPTPP and the US-Mexico-Canada Agreement (USMCA)', 'rcep cptpp usa mexico canada usmca'],
    ['A UN mission in Mali, missions of the African Union in Somalia', 'un mali african-union somalia'],
  ],
};

function namedIn(text: string): string {
  return recognizer
    .analyze(text)
    .mentions.map(({ senses }) => senses.map(({ entity }) => entity.id).join('|'))
    .join(' ');
}

suite('bodies by their acronyms', () => {
  finds('«OPEC»+ agreed to raise output.', 'opec-plus');
  finds('«OPEC» met, and so did «Opec».', 'opec', 'opec');
  finds('The «GCC» foreign ministers met in «Doha» and condemned «Iran».', 'gcc', 'qatar', 'iran');
  finds('The «PLA» sent 30 aircraft around «Taiwan».', 'pla', 'taiwan');
  finds('GCC 13 compiles it, and the NPC in the game is new.');
  finds('«A/RES/71/202» and «A/RES/ES-11/1» were adopted.', 'unga-71-202', 'unga-es-11-1');
  finds('The «Convention on Conventional Weapons» («CCW») bans them; the «CCW» has parties.', 'ccw', 'ccw', 'ccw');
});

suite('what a text names', () => {
  for (const [what, cases] of Object.entries(texts)) {
    test(what, () => {
      assert.deepEqual(
        cases.map(([text]) => `${text} ${namedIn(text)}`),
        cases.map(([text, named]) => `${text} ${named}`),
      );
    });
  }
});

suite('bodies, treaties and leaders as desks name them', () => {
  finds('Some «OPEC» members left; non-«OPEC» producers and the «OPEC»+ group met.');
  finds(
    'The «G5 Sahel» Joint Force and the Sahel Alliance met. The «U.S.»-«Gulf Cooperation Council» Camp David Joint Statement',
  );
  finds('The «Eurasian Economic Commission» (EAEC) met. The 2023 ICC World Cup was held.');
  finds('He forwarded drafts to the «General Assembly»; the First Committee met.');
  finds('In «Commonwealth» countries such as «India»; the 27th «Commonwealth» Heads of Government Meeting');
  finds('«Sadc» countries and the «RoC», not the «PRC», agreed. «Taipei» objected.');
  finds(
    'The «Korean war» began. The «new START» had begun. the «anti-ballistic missile treaty»; the «new START treaty»',
  );
  finds('«United Nations nuclear watchdog» inspectors; the «2020 Karabakh War»');
  finds('«King Hamad bin Isa Al Khalifa» and «Sheikh Mohamed bin Zayed Al Nahyan»');
  finds("The «Antigua and Barbuda» Agenda; «People's Republic of Albania»; «Nay Pyi Daw» said no.");
  finds(
    'The Indian subcontinent. Vanderlei Cordeiro de Lima ran. It lies on Santiago island. Korea Zinc plans a smelter.',
  );
  finds('He said to «AFP»; They told «Sputnik».');
  finds('President «Irfaan Ali», Prime Minister «Andrew Holness» and President «Mulino» of «Panama»');
  finds('The «South Georgia Islands and the South Sandwich Islands» remained.');
  finds('Secretary of State «Blinken» spoke. President «Bio» of «Sierra Leone» too; «Kagame» on M23.');
  finds(
    'The «Budapest Memorandum», «START II», «NAFTA», the «AfCFTA» and the «Schengen Agreement»; the «Dayton agreement»',
  );
  finds(
    'The «Treaty of Trianon» and the «Treaty of Sèvres». The «Treaty of Berlin of 1878» revised the «Treaty of San Stefano».',
  );
  finds('The «ODIHR» observed it. In the «PACE» of the «Council of Europe» deputies voted. The pace grew.');
  finds('The «EEC» of the «Eurasian Economic Commission»; the «AOSIS», «NORDEFCO», «CEMAC» and «IUCN» agreed.');
  finds(
    'In «Portugal», Prime Minister «Montenegro» said no. «Montenegro» joined «NATO». President «Paz» of «Bolivia»; Faye came.',
  );
  finds('Kim Min-seok scored for «South Korea».');
  finds('Prime Minister «Kim Min-seok» of «South Korea» and President «Dan» of «Romania»; Dan Smith came.');
});
