"""What the months are called, in sixty languages: as the press writes them and as CLDR 47 has them.

A name that two languages give to different months is that of the larger press: listopada is November, as in Polish.
"""

from __future__ import annotations

#: The months one after the other: names in scripts that put blanks between words, and so need a boundary. A line that
#: is set in goes on with the one above, a low line stands for a blank.
SPACED = """
january jan januar janvier janv enero ene gennaio gen janeiro januari stycznia styczeń ocak ianuarie январь января янв
  يناير كانون_الثاني जनवरी
  січня január ledna tammikuuta ιανουαρίου ינואר בינואר
  sty oca січень січ ιανουάριος ιαν
  ဇန် ژانویه جنوری जन॰ জানুয়ারি জানু জানুয়ারী ஜனவரி ஜன జనవరి జన जानेवारी जाने જાન્યુઆરી જાન્યુ ಜನವರಿ ಜನ ജനുവരി
  ജനു ਜਨਵਰੀ ਜਨ জানুৱাৰী tammi tammikuu janúar leden januára siječnja siječanj јануар јан јануари януари яну ian
  ינו׳ sausio saus sausis janvāris janvārī janvāra jaanuar jaan იანვარი იან հունվարի հնվ հունվար yanvar қаңтар қаң
  студзеня сту студзень janar gener xaneiro januarie ජනවාරි yan בינו׳
february feb februar février fevrier févr fevr fév febrero febbraio fevereiro fev februari lutego luty şubat februarie
  февраля февраль фев февр
  فبراير شباط फरवरी फ़रवरी
  лютого február února helmikuuta φεβρουαρίου פברואר בפברואר
  lut şub лютий лют φεβρουάριος φεβ
  ဖေ فوریه فروری फ़र॰ ফেব্রুয়ারি ফেব ফেব্রুয়ারী फेब्रुअरी பிப்ரவரி பிப் ఫిబ్రవరి ఫిబ్ర फेब्रुवारी फेब्रु
  ફેબ્રુઆરી ફેબ્રુ ಫೆಬ್ರವರಿ ಫೆಬ್ರ ഫെബ്രുവരി ഫെബ്രു ਫ਼ਰਵਰੀ ਫ਼ਰ ফেব্ৰুৱাৰী ফেব্ৰু helmi helmikuu febrúar úno únor
  februára veljače velj veljača фебруар феб февруари febr פבר׳ vasario vasaris februāris februārī februāra
  veebruar veebr თებერვალი თებ փետրվարի փտվ փետրվար fevral ақпан ақп лютага люты shkurt febrer febreiro pebrero
  පෙබරවාරි בפבר׳
march mar märz maerz mars marzo março marco maart maret marca marzec mart martie marts марта март мар
  مارس آذار मार्च
  березня március března maaliskuuta μαρτίου מרץ במרץ
  березень бер μάρτιος μαρ
  mär mrt mac مارچ মার্চ மார்ச் மார் మార్చి માર્ચ ಮಾರ್ಚ್ മാർച്ച് മാർ ਮਾਰਚ মাৰ্চ maalis maaliskuu bře březen marec
  ožujka ožu ožujak márc μάρ kovo kovas martā marta märts მარტი მარ մարտի մրտ մարտ наурыз нау сакавіка сак сакавік
  març marso machi මාර්තු
april apr avril avr abril abr aprile kwietnia kwiecień nisan aprilie апреля апрель апр
  أبريل إبريل ابريل نيسان अप्रैल
  квітня április dubna huhtikuuta απριλίου אפריל באפריל
  kwi kwie nis квітень квіт кві απρίλιος απρ
  آوریل اپریل এপ্রিল এপ্রি अप्रिल ஏப்ரல் ஏப் ఏప్రిల్ ఏప్రి एप्रिल एप्रि એપ્રિલ ಏಪ್ರಿಲ್ ಏಪ್ರಿ ഏപ്രിൽ ഏപ്രി ਅਪ੍ਰੈਲ
  ਅਪ੍ਰੈ এপ্ৰিল huhti huhtikuu apríl duben apríla travnja travanj април ápr אפר׳ balandžio balandis aprīlis aprīlī
  aprīļa aprill აპრილი აპრ ապրիլի ապր ապրիլ aprel сәуір сәу красавіка кра красавік prill aprili අප්‍රේල් באפר׳
may mai mayo maggio mag maio mei maj maja mayıs мая май
  مايو أيار मई
  травня május května toukokuuta μαΐου מאי במאי
  травень трав тра μάιος μαΐ μάι μαι
  مه می مئی মে मे மே మే મે ಮೇ മേയ് ਮਈ touko toukokuu maí kvě květen mája máj svibnja svibanj мај gegužės gegužė
  maijs maijā maija მაისი მაი մայիսի մյս մայիս мамыр мам maig මැයි
june jun juni juin junio giugno giu junho czerwca czerwiec haziran iunie июня июнь июн
  يونيو حزيران जून
  червня június června kesäkuuta ιουνίου יוני ביוני
  cze haz червень черв чер ιούνιος ιουν ιούν
  ژوئن جون জুন जुन ஜூன் జూన్ જૂન ಜೂನ್ ജൂൺ ਜੂਨ kesä kesäkuu júní jún čvn červen júna junij lipnja lipanj јун јуни
  юни iun birželio birž birželis jūnijs jūn jūnijā jūnija juuni ივნისი ივნ հունիսի հնս հունիս iyun маусым мау
  чэрвеня чэр чэрвень qershor juny xuño junie hunyo ජූනි iyn
july jul juli juillet juil julio luglio lug julho lipca lipiec temmuz iulie июля июль июл
  يوليو تموز जुलाई
  липня július července heinäkuuta ιουλίου יולי ביולי
  lip tem липень лип ιούλιος ιουλ ιούλ
  ဇူ julai ژوئیه جولای جولائی जुल॰ জুলাই জুল ஜூலை జులై जुलै જુલાઈ ಜುಲೈ ജൂലൈ ਜੁਲਾਈ ਜੁਲਾ heinä heinäkuu júlí júl čvc
  červenec júla julij srpnja srpanj јул јули юли iul liepos liep liepa jūlijs jūl jūlijā jūlija juuli ივლისი ივლ
  հուլիսի հլս հուլիս iyul шілде шіл ліпеня ліп ліпень korrik korr juliol xullo julie hulyo ජූලි iyl
august aug août aout agosto ago augustus agustus sierpnia sierpień ağustos augusti августа август авг
  أغسطس آب अगस्त
  серпня augusztus srpna elokuuta αυγούστου אוגוסט באוגוסט
  sie ağu серпень серп сер αύγουστος αυγ αύγ
  agu ogos ogo اوت آگوست اگست अग॰ আগস্ট আগ অগাস্ট अगस्ट ஆகஸ்ட் ஆக ఆగస్టు ఆగ ऑगस्ट ऑग ઑગસ્ટ ಆಗಸ್ಟ್ ಆಗ ഓഗസ്റ്റ് ഓഗ
  ਅਗਸਤ ਅਗ আগষ্ট elokuu ágúst ágú srpen augusta avgust kolovoza kolovoz אוג׳ rugpjūčio rugp rugpjūtis augusts
  augustā აგვისტო აგვ օգոստոսի օգս օգոստոս avqust тамыз там жніўня жні жнівень gusht gush agost agosti අගෝස්තු
  avg avq באוג׳
september sep sept septembre septiembre setiembre settembre setembro set września wrzesień eylül septembrie сентября
  сентябрь сен сент
  سبتمبر أيلول सितंबर सितम्बर
  вересня szeptember září syyskuuta σεπτεμβρίου ספטמבר בספטמבר
  wrz eyl вересень вер σεπτέμβριος σεπ
  စက် سپتامبر ستمبر सित॰ সেপ্টেম্বর সেপ সেপ্ট सेप्टेम्बर செப்டம்பர் செப் సెప్టెంబర్ సెప్టెం सप्टेंबर सप्टें
  સપ્ટેમ્બર સપ્ટે ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ സെപ്റ്റംബർ സെപ്റ്റം ਸਤੰਬਰ ਸਤੰ ছেপ্তেম্বৰ ছেপ্তে syys syyskuu zář septembra
  rujna rujan септембар сеп septembar септември szept ספט׳ rugsėjo rugs rugsėjis septembris septembrī სექტემბერი
  სექ սեպտեմբերի սեպ սեպտեմբեր sentyabr қыркүйек қыр sentabr верасня верасень shtator setembre setyembre septemba
  සැප්තැම්බර් בספט׳
october oct oktober okt octobre octubre ottobre ott outubro out października październik ekim octombrie октября
  октябрь окт
  أكتوبر اكتوبر تشرين_الأول अक्टूबर अक्तूबर
  жовтня október října lokakuuta οκτωβρίου אוקטובר באוקטובר
  paź eki жовтень жовт жов οκτώβριος οκτ
  အောက် اکتبر اکتوبر अक्टू॰ অক্টোবর অক্টো अक्टोबर அக்டோபர் அக் అక్టోబర్ అక్టో ऑक्टोबर ऑक्टो ઑક્ટોબર ઑક્ટો ಅಕ್ಟೋಬರ್
  ಅಕ್ಟೋ ഒക്‌ടോബർ ഒക്ടോ ਅਕਤੂਬਰ ਅਕਤੂ অক্টোবৰ loka lokakuu říj říjen októbra октобар oktobar октомври אוק׳ spalio
  spal spalis oktobris oktobrī oktobra oktoober ოქტომბერი ოქტ հոկտեմբերի հոկ հոկտեմբեր oktyabr қазан қаз oktabr
  кастрычніка кас кастрычнік tetor oktubre oktoba ඔක්තෝබර් באוק׳
november nov novembre noviembre novembro listopada listopad kasım noiembrie ноября ноябрь ноя нояб
  نوفمبر تشرين_الثاني नवंबर नवम्बर
  листопада listopadu marraskuuta νοεμβρίου נובמבר בנובמבר
  lis kas листопад лист лис νοέμβριος νοε νοέ
  နို نوامبر نومبر नव॰ নভেম্বর নভে नोभेम्बर நவம்பர் நவ నవంబర్ నవం नोव्हेंबर नोव्हें નવેમ્બર નવે ನವೆಂಬರ್ ನವೆಂ നവംബർ
  നവം ਨਵੰਬਰ ਨਵੰ নৱেম্বৰ নৱে marras marraskuu nóvember nóv novembra studenoga studeni новембар нов novembar ноември
  ное noi. נוב׳ lapkričio lapkr lapkritis novembris novembrī ნოემბერი ნოე նոյեմբերի նոյ նոյեմբեր noyabr қараша қар
  лістапада ліс лістапад nëntor nën nobyembre novemba නොවැම්බර් noy בנוב׳
december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro desember grudnia grudzień aralık
  decembrie декабря декабрь дек
  ديسمبر كانون_الأول दिसंबर दिसम्बर
  грудня prosince joulukuuta δεκεμβρίου דצמבר בדצמבר
  gru ara грудень груд гру δεκέμβριος δεκ
  ဒီ des disember دسامبر دسمبر दिस॰ ডিসেম্বর ডিসে डिसेम्बर டிசம்பர் டிச డిసెంబర్ డిసెం डिसेंबर डिसें ડિસેમ્બર ડિસે
  ಡಿಸೆಂಬರ್ ಡಿಸೆಂ ഡിസംബർ ഡിസം ਦਸੰਬਰ ਦਸੰ ডিচেম্বৰ ডিচে joulu joulukuu prosinec decembra prosinca prosinac децембар
  дец decembar декември דצמ׳ gruodžio gruod gruodis decembris decembrī detsember dets დეკემბერი დეკ դեկտեմբերի դեկ
  դեկտեմբեր dekabr желтоқсан жел снежня сне снежань dhjetor desembre decembro disyembre desemba දෙසැම්බර්
  dis dek בדצמ׳
"""
#: The same in scripts without blanks: Burmese, Thai, Khmer and Lao.
UNSPACED = """
ဇန်နဝါရီ มกราคม ม.ค. មករា ມັງກອນ ມ.ກ.
ဖေဖော်ဝါရီ กุมภาพันธ์ ก.พ. កុម្ភៈ ກຸມພາ ກ.ພ.
မတ် มีนาคม มี.ค. មីនា ມີນາ ມ.ນ.
ဧပြီ เมษายน เม.ย. មេសា ເມສາ ມ.ສ.
မေ พฤษภาคม พ.ค. ឧសភា ພຶດສະພາ ພ.ພ.
ဇွန် มิถุนายน มิ.ย. មិថុនា ມິຖຸນາ ມິ.ຖ.
ဇူလိုင် กรกฎาคม ก.ค. កក្កដា ກໍລະກົດ ກ.ລ.
ဩဂုတ် သြဂုတ် สิงหาคม ส.ค. សីហា ສິງຫາ ສ.ຫ.
စက်တင်ဘာ กันยายน ก.ย. កញ្ញា ກັນຍາ ກ.ຍ.
အောက်တိုဘာ ตุลาคม ต.ค. តុលា ຕຸລາ ຕ.ລ.
နိုဝင်ဘာ พฤศจิกายน พ.ย. វិច្ឆិកា ພະຈິກ ພ.ຈ.
ဒီဇင်ဘာ ธันวาคม ธ.ค. ធ្នូ ທັນວາ ທ.ວ.
"""
