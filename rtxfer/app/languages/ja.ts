<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>A still portrait moves like the person before the camera.</source>
            <translation>静止したポートレートが、カメラの前の人と同じように動きます。</translation>
        </message>
        <message>
            <source>All of it is computed on this machine; no picture leaves it but to where you send it.</source>
            <translation>計算はすべてこのコンピューター上で行われます。画像が外に出るのは、あなたが送信した先だけです。</translation>
        </message>
        <message>
            <source>Licences of what it is built of: the file NOTICE.</source>
            <translation>使用しているソフトウェアのライセンス: NOTICE ファイル</translation>
        </message>
    </context>
    <context>
        <name>ActionUnitBars</name>
        <message>
            <source>Action units of driver and portrait</source>
            <translation>演者とポートレートのアクションユニット</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>演者</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>ポートレート</translation>
        </message>
    </context>
    <context>
        <name>ActionUnits</name>
        <message>
            <source>Inner brow up</source>
            <translation>眉の内側を上げる</translation>
        </message>
        <message>
            <source>Outer brow up</source>
            <translation>眉の外側を上げる</translation>
        </message>
        <message>
            <source>Brow down</source>
            <translation>眉を下げる</translation>
        </message>
        <message>
            <source>Upper lid up</source>
            <translation>上まぶたを上げる</translation>
        </message>
        <message>
            <source>Cheek up</source>
            <translation>頬を上げる</translation>
        </message>
        <message>
            <source>Lids tight</source>
            <translation>まぶたを細める</translation>
        </message>
        <message>
            <source>Nose wrinkle</source>
            <translation>鼻にしわを寄せる</translation>
        </message>
        <message>
            <source>Upper lip up</source>
            <translation>上唇を上げる</translation>
        </message>
        <message>
            <source>Smile</source>
            <translation>笑顔</translation>
        </message>
        <message>
            <source>Dimple</source>
            <translation>えくぼ</translation>
        </message>
        <message>
            <source>Lip corners down</source>
            <translation>口角を下げる</translation>
        </message>
        <message>
            <source>Lower lip down</source>
            <translation>下唇を下げる</translation>
        </message>
        <message>
            <source>Chin up</source>
            <translation>あごを上げる</translation>
        </message>
        <message>
            <source>Pucker</source>
            <translation>唇をすぼめる</translation>
        </message>
        <message>
            <source>Lips stretched</source>
            <translation>唇を横に引く</translation>
        </message>
        <message>
            <source>Lips funnelled</source>
            <translation>唇を突き出す</translation>
        </message>
        <message>
            <source>Lips pressed</source>
            <translation>唇を押し合わせる</translation>
        </message>
        <message>
            <source>Lips apart</source>
            <translation>唇を開く</translation>
        </message>
        <message>
            <source>Jaw open</source>
            <translation>あごを開く</translation>
        </message>
        <message>
            <source>Lips rolled in</source>
            <translation>唇を巻き込む</translation>
        </message>
        <message>
            <source>Jaw to a side</source>
            <translation>あごを横にずらす</translation>
        </message>
        <message>
            <source>Blink</source>
            <translation>まばたき</translation>
        </message>
        <message>
            <source>Looks left</source>
            <translation>左を見る</translation>
        </message>
        <message>
            <source>Looks right</source>
            <translation>右を見る</translation>
        </message>
        <message>
            <source>Looks up</source>
            <translation>上を見る</translation>
        </message>
        <message>
            <source>Looks down</source>
            <translation>下を見る</translation>
        </message>
        <message>
            <source>Jaw to its left</source>
            <translation>あごを左へ</translation>
        </message>
        <message>
            <source>Jaw to its right</source>
            <translation>あごを右へ</translation>
        </message>
        <message>
            <source>left</source>
            <translation>左</translation>
        </message>
        <message>
            <source>right</source>
            <translation>右</translation>
        </message>
    </context>
    <context>
        <name>AnywhereKeys</name>
        <message>
            <source>Keys are heard only while rtxfer has focus: %1</source>
            <translation>rtxfer が前面にあるときだけキーが効きます: %1</translation>
        </message>
        <message>
            <source>Allow “Remote control by scripts” in the menu, and give this line a key in the settings of your desktop: %1</source>
            <translation>メニューの「スクリプトによるリモート操作」を許可し、デスクトップの設定で次の行にキーを割り当ててください: %1</translation>
        </message>
        <message>
            <source>Choose another key: menu, Hotkeys.</source>
            <translation>別のキーを選んでください: メニューの「ショートカット」。</translation>
        </message>
        <message>
            <source>%1 is taken by another program.</source>
            <translation>%1 は別のプログラムが使っています。</translation>
        </message>
        <message>
            <source>%1 cannot be listened for on this keyboard.</source>
            <translation>このキーボードでは %1 を受け取れません。</translation>
        </message>
        <message>
            <source>The desktop does not give rtxfer the key %1.</source>
            <translation>デスクトップがキー %1 を rtxfer に渡しません。</translation>
        </message>
        <message>
            <source>Give rtxfer a key in the settings of your desktop, among the shortcuts.</source>
            <translation>デスクトップの設定のショートカットで、rtxfer にキーを割り当ててください。</translation>
        </message>
    </context>
    <context>
        <name>Assistant</name>
        <message>
            <source>Welcome</source>
            <translation>ようこそ</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>同意</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>カメラ</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>ポートレート</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>仮想カメラ</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>戻る</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>次へ</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完了</translation>
        </message>
    </context>
    <context>
        <name>BackgroundChoice</name>
        <message>
            <source>Background</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>As in the portrait</source>
            <translation>ポートレートのまま</translation>
        </message>
        <message>
            <source>Blurred</source>
            <translation>ぼかし</translation>
        </message>
        <message>
            <source>Transparent</source>
            <translation>透明</translation>
        </message>
        <message>
            <source>Colour %1</source>
            <translation>色 %1</translation>
        </message>
        <message>
            <source>Colour…</source>
            <translation>色…</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>画像…</translation>
        </message>
        <message>
            <source>The person of the portrait is cut out and set before it. Transparent: OBS keys the PipeWire camera by itself; other cameras and recordings show green.</source>
            <translation>ポートレートの人物を切り抜いてその前に置きます。透明: PipeWire カメラは OBS がそのまま透過します。ほかのカメラと録画では緑になります。</translation>
        </message>
        <message>
            <source>A picture as background</source>
            <translation>背景にする画像</translation>
        </message>
        <message>
            <source>Pictures (%1)</source>
            <translation>画像 (%1)</translation>
        </message>
    </context>
    <context>
        <name>BadgeSwitch</name>
        <message>
            <source>Show “%1” in a corner</source>
            <translation>隅に「%1」を表示</translation>
        </message>
        <message>
            <source>The mark that nobody sees is in every frame anyway.</source>
            <translation>目に見えない印は、いずれにせよすべてのフレームに入ります。</translation>
        </message>
        <message>
            <source>A policy for this computer asks for it (%1).</source>
            <translation>このコンピューターのポリシーで求められています (%1)。</translation>
        </message>
        <message>
            <source>It was asked for when the program was started.</source>
            <translation>プログラムの起動時に指定されました。</translation>
        </message>
    </context>
    <context>
        <name>BuildProgressLine</name>
        <message>
            <source>Do not build this engine</source>
            <translation>このエンジンを作成しない</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>開始中</translation>
        </message>
        <message>
            <source>Engine %1 %</source>
            <translation>エンジン %1 %</translation>
        </message>
        <message>
            <source>%1 is built for this GPU (%2). Everything goes on meanwhile, on another engine.</source>
            <translation>%1 をこの GPU 用に作成中です (%2)。その間は別のエンジンで動作を続けます。</translation>
        </message>
        <message>
            <source>%1 s left</source>
            <translation>残り %1 秒</translation>
        </message>
        <message>
            <source>%1 min left</source>
            <translation>残り %1 分</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>It could not be saved.</source>
            <translation>保存できませんでした。</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>キャリブレーション</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>やり直す</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Skip and save</source>
            <translation>スキップして保存</translation>
        </message>
    </context>
    <context>
        <name>CameraPage</name>
        <message>
            <source>Which camera sees you?</source>
            <translation>あなたを映すカメラはどれですか？</translation>
        </message>
        <message>
            <source>You can choose another at any time.</source>
            <translation>いつでも変更できます。</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>カメラ</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>再検索</translation>
        </message>
        <message>
            <source>Looking for cameras …</source>
            <translation>カメラを検索中…</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>デモクリップ</translation>
        </message>
        <message>
            <source>No camera was found. Plug one in and look again, or try the clip.</source>
            <translation>カメラが見つかりません。接続して再検索するか、付属のクリップをお試しください。</translation>
        </message>
    </context>
    <context>
        <name>CameraSettings</name>
        <message>
            <source>Camera settings</source>
            <translation>カメラの設定</translation>
        </message>
        <message>
            <source>The camera's own</source>
            <translation>カメラの既定値</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自動</translation>
        </message>
        <message>
            <source>MJPG, compressed</source>
            <translation>MJPG (圧縮)</translation>
        </message>
        <message>
            <source>YUYV, uncompressed</source>
            <translation>YUYV (非圧縮)</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>サイズ</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>フレームレート</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>形式</translation>
        </message>
        <message>
            <source>A camera may give something else.</source>
            <translation>カメラによっては異なる値になります。</translation>
        </message>
    </context>
    <context>
        <name>ConsentPage</name>
        <message>
            <source>Before you begin</source>
            <translation>始める前に</translation>
        </message>
        <message>
            <source>A portrait that moves looks like a person who is there. So please:</source>
            <translation>動くポートレートは、本人がそこにいるように見えます。次のことをお守りください:</translation>
        </message>
        <message>
            <source>Use only portraits that you have the right to animate: your own, those of people who agreed, or of whom nobody can be hurt by it.</source>
            <translation>アニメーション化する権利のあるポートレートだけを使ってください: ご自身のもの、同意した人のもの、誰も傷つけるおそれのないもの。</translation>
        </message>
        <message>
            <source>Say that the picture is made, wherever somebody could take it for real.</source>
            <translation>本物と受け取られかねない場面では、作られた映像であることを伝えてください。</translation>
        </message>
        <message>
            <source>Never pass for somebody else.</source>
            <translation>決して他人になりすまさないでください。</translation>
        </message>
        <message>
            <source>Your camera's pictures stay on this computer. They are only looked at to see how your face moves; none of them is ever part of the output.</source>
            <translation>カメラの映像はこのコンピューターから外に出ません。顔の動きを読み取るためだけに使われ、出力に含まれることは一切ありません。</translation>
        </message>
        <message>
            <source>I will only use portraits that I have the right to animate.</source>
            <translation>アニメーション化する権利のあるポートレートだけを使います。</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>Ready</source>
            <translation>準備完了</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>コマンドをコピー</translation>
        </message>
        <message>
            <source>Not ready</source>
            <translation>準備できていません</translation>
        </message>
    </context>
    <context>
        <name>DialogOpener</name>
        <message>
            <source>Move a portrait by videos…</source>
            <translation>動画でポートレートを動かす…</translation>
        </message>
        <message>
            <source>Set-up assistant…</source>
            <translation>セットアップアシスタント…</translation>
        </message>
        <message>
            <source>Hotkeys…</source>
            <translation>ホットキー…</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>ヘルプ</translation>
        </message>
        <message>
            <source>Doctor: does every part work?</source>
            <translation>診断: すべて正常に動くか</translation>
        </message>
        <message>
            <source>Open the log</source>
            <translation>ログを開く</translation>
        </message>
        <message>
            <source>About rtxfer</source>
            <translation>rtxfer について</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>終了</translation>
        </message>
        <message>
            <source>Record the driver's motion</source>
            <translation>演者の動きを記録</translation>
        </message>
        <message>
            <source>Remote control by scripts</source>
            <translation>スクリプトによるリモート操作</translation>
        </message>
        <message>
            <source>`rtxfer remote panic` and such; on this computer alone.</source>
            <translation>`rtxfer remote panic` など。このコンピューター内のみ。</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>テーマ</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>システムに合わせる</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>ライト</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>ダーク</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>言語</translation>
        </message>
        <message>
            <source>The language changes when rtxfer is started the next time.</source>
            <translation>言語は次回 rtxfer を起動したときに切り替わります。</translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message>
            <source>Doctor</source>
            <translation>診断</translation>
        </message>
        <message>
            <source>Looking; this takes half a minute…</source>
            <translation>診断中です。30 秒ほどかかります…</translation>
        </message>
    </context>
    <context>
        <name>Dropping</name>
        <message>
            <source>Drop it: it becomes a portrait</source>
            <translation>ドロップするとポートレートになります</translation>
        </message>
        <message>
            <source>Drop it: it becomes the source</source>
            <translation>ドロップするとソースになります</translation>
        </message>
        <message>
            <source>Drop them: pictures become portraits, the video the source</source>
            <translation>ドロップすると、画像はポートレート、動画はソースになります</translation>
        </message>
        <message>
            <source>There is no picture in the clipboard.</source>
            <translation>クリップボードに画像がありません。</translation>
        </message>
    </context>
    <context>
        <name>EngineBuilder</name>
        <message>
            <source>The engine is not built; rtxfer goes on with the one that runs.</source>
            <translation>エンジンは作成されません。rtxfer は現在のエンジンで続行します。</translation>
        </message>
        <message>
            <source>It is tried again at the next start, unless switched off in Output.</source>
            <translation>「出力」でオフにしない限り、次回の起動時に再試行します。</translation>
        </message>
        <message>
            <source>There is no engine %1 for this GPU yet; another one runs.</source>
            <translation>この GPU 用のエンジン %1 はまだありません。別のエンジンで動作しています。</translation>
        </message>
        <message>
            <source>Let it be built in the background (Output, Generator), or run: %1</source>
            <translation>バックグラウンドで作成させるか (出力、ジェネレーター)、次を実行してください: %1</translation>
        </message>
        <message>
            <source>The engine %1 could not be built; rtxfer goes on without it.</source>
            <translation>エンジン %1 を作成できませんでした。rtxfer はこれを使わずに続行します。</translation>
        </message>
        <message>
            <source>%1 To try it by hand, run: %2</source>
            <translation>%1 手動で試すには次を実行してください: %2</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>rtxfer の不具合です。詳しくはログをご覧ください。</translation>
        </message>
    </context>
    <context>
        <name>ExpressionPanel</name>
        <message>
            <source>Preset</source>
            <translation>プリセット</translation>
        </message>
        <message>
            <source>Adapt to how this portrait answers</source>
            <translation>ポートレートの反応に合わせて調整</translation>
        </message>
        <message>
            <source>Measures once how strongly each expression is shown, and makes up.</source>
            <translation>各表情がどれだけ強く現れるかを一度測定し、補正します。</translation>
        </message>
        <message>
            <source>Lids and lips shut with the driver's</source>
            <translation>まぶたと唇を演者に合わせて閉じる</translation>
        </message>
        <message>
            <source>Otherwise they move by as much as the driver's, and may stay apart.</source>
            <translation>オフの場合は演者と同じ量だけ動き、閉じきらないことがあります。</translation>
        </message>
        <message>
            <source>Hair and ears turn with the face</source>
            <translation>髪と耳も顔と一緒に回す</translation>
        </message>
        <message>
            <source>Otherwise the face turns alone, inside hair that stands still.</source>
            <translation>オフの場合は顔だけが回り、髪は動きません。</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>強さ</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉</translation>
        </message>
        <message>
            <source>Lids</source>
            <translation>まぶた</translation>
        </message>
        <message>
            <source>Gaze</source>
            <translation>視線</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>口</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>あご・頬</translation>
        </message>
        <message>
            <source>Head turn</source>
            <translation>頭の回転</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Sway</source>
            <translation>揺れ</translation>
        </message>
        <message>
            <source>Steadiness</source>
            <translation>安定性</translation>
        </message>
        <message>
            <source>Save as a preset…</source>
            <translation>プリセットとして保存…</translation>
        </message>
        <message>
            <source>Delete this preset</source>
            <translation>このプリセットを削除</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>リセット</translation>
        </message>
        <message>
            <source>Steadier trembles less and comes later: by so much for a quick smile.</source>
            <translation>安定させるほど震えは減り、遅れは増えます。値はすばやい笑顔での遅れです。</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>顔</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>頭</translation>
        </message>
        <message>
            <source>How far head and shoulders go along: aside, up and down, nearer.</source>
            <translation>頭と肩がどれだけ一緒に動くか: 左右、上下、近さ。</translation>
        </message>
        <message>
            <source>Driver and portrait</source>
            <translation>演者とポートレート</translation>
        </message>
        <message>
            <source>Own settings</source>
            <translation>独自の設定</translation>
        </message>
        <message>
            <source>Save as a preset</source>
            <translation>プリセットとして保存</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名前</translation>
        </message>
        <message>
            <source>The preset %1 was replaced.</source>
            <translation>プリセット %1 を置き換えました。</translation>
        </message>
        <message>
            <source>The preset %1 was deleted.</source>
            <translation>プリセット %1 を削除しました。</translation>
        </message>
    </context>
    <context>
        <name>FaceDialog</name>
        <message>
            <source>Which face shall move?</source>
            <translation>どの顔を動かしますか？</translation>
        </message>
        <message>
            <source>%1 shows %2 faces. Click the one that shall move.</source>
            <translation>%1 には顔が %2 個あります。動かす顔をクリックしてください。</translation>
        </message>
        <message>
            <source>Keep the one that moves now</source>
            <translation>今の顔のままにする</translation>
        </message>
        <message>
            <source>Move this one</source>
            <translation>この顔を動かす</translation>
        </message>
    </context>
    <context>
        <name>FacePicture</name>
        <message>
            <source>Faces in the picture</source>
            <translation>画像内の顔</translation>
        </message>
        <message>
            <source>Face %1 of %2, counted from the left</source>
            <translation>顔 %1 / %2 (左から数えて)</translation>
        </message>
    </context>
    <context>
        <name>GainSlider</name>
        <message>
            <source>Double-click to set it back</source>
            <translation>ダブルクリックで元に戻す</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Show the driver beside</source>
            <translation>演者を横に表示</translation>
        </message>
        <message>
            <source>Mirror the preview only</source>
            <translation>プレビューだけを左右反転</translation>
        </message>
        <message>
            <source>Show where your resting face was taken</source>
            <translation>基準の表情を取った位置を表示</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>拡大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>縮小</translation>
        </message>
        <message>
            <source>Fit the whole picture</source>
            <translation>画像全体を表示</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>メニュー</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>1. Choose a camera (Camera) and a portrait (below the picture).</source>
            <translation>1. カメラ (カメラ) とポートレート (映像の下) を選びます。</translation>
        </message>
        <message>
            <source>2. Press Start, look at the camera and relax for a second.</source>
            <translation>2. 「開始」を押し、カメラを見て 1 秒間力を抜きます。</translation>
        </message>
        <message>
            <source>3. Choose rtxfer as the camera in your video call (Output says which programs see it).</source>
            <translation>3. ビデオ通話でカメラに rtxfer を選びます (対応するアプリは「出力」に表示されます)。</translation>
        </message>
        <message>
            <source>Panic shows viewers a standby picture at once.</source>
            <translation>「パニック」は視聴者の画面をすぐに待機画面に切り替えます。</translation>
        </message>
        <message>
            <source>Pictures and videos may be dropped anywhere on the window.</source>
            <translation>画像や動画はウィンドウのどこにでもドロップできます。</translation>
        </message>
        <message>
            <source>Wheel over the picture: zoom. Drag: move. Double-click: show all.</source>
            <translation>映像の上でホイール: ズーム、ドラッグ: 移動、ダブルクリック: 全体表示</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>キー</translation>
        </message>
    </context>
    <context>
        <name>HotkeyDialog</name>
        <message>
            <source>Hotkeys</source>
            <translation>ホットキー</translation>
        </message>
        <message>
            <source>none</source>
            <translation>なし</translation>
        </message>
        <message>
            <source>No key for: %1</source>
            <translation>キーが未設定: %1</translation>
        </message>
        <message>
            <source>Click into a field and press the new key.</source>
            <translation>欄をクリックして新しいキーを押してください。</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>すべてリセット</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>%1 is taken by: %2</source>
            <translation>%1 は次で使用中です: %2</translation>
        </message>
    </context>
    <context>
        <name>Hotkeys</name>
        <message>
            <source>Start or stop</source>
            <translation>開始または停止</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>出力を一時停止</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>基準の表情を取り直す</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>スナップショットを保存</translation>
        </message>
        <message>
            <source>Start or stop recording</source>
            <translation>録画の開始または停止</translation>
        </message>
        <message>
            <source>Panic: hide the portrait</source>
            <translation>パニック: ポートレートを隠す</translation>
        </message>
        <message>
            <source>Previous portrait</source>
            <translation>前のポートレート</translation>
        </message>
        <message>
            <source>Next portrait</source>
            <translation>次のポートレート</translation>
        </message>
        <message>
            <source>Portrait %1</source>
            <translation>ポートレート %1</translation>
        </message>
        <message>
            <source>Panic, from any program</source>
            <translation>パニック (どのプログラムからでも)</translation>
        </message>
        <message>
            <source>Freeze, from any program</source>
            <translation>静止 (どのプログラムからでも)</translation>
        </message>
        <message>
            <source>New neutral, from any program</source>
            <translation>基準の表情を取り直す (どのプログラムからでも)</translation>
        </message>
        <message>
            <source>Next portrait, from any program</source>
            <translation>次のポートレート (どのプログラムからでも)</translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Progress of %1</source>
            <translation>%1 の進行状況</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>キャンセル</translation>
        </message>
        <message>
            <source>Try again, or go on</source>
            <translation>再試行または再開</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>フォルダーで表示</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>一覧から削除</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>停止中…</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>待機中</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>キャンセル済み</translation>
        </message>
        <message>
            <source>Done: %1 frames at %2 per second</source>
            <translation>完了: %1 フレーム (毎秒 %2)</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>開始中</translation>
        </message>
        <message>
            <source>%1 per second</source>
            <translation>毎秒 %1</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>残り %1</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Panels</source>
            <translation>パネル</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>カメラ</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>表情</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>出力</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>ポーズ</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer: 動作中</translation>
        </message>
        <message>
            <source>The defaults are used.</source>
            <translation>既定の設定を使用します。</translation>
        </message>
        <message>
            <source>The recording is being finished; rtxfer closes by itself then.</source>
            <translation>録画を仕上げています。終わると rtxfer は自動的に閉じます。</translation>
        </message>
    </context>
    <context>
        <name>Mirror</name>
        <message>
            <source>Your camera's picture</source>
            <translation>カメラの映像</translation>
        </message>
    </context>
    <context>
        <name>NeutralPage</name>
        <message>
            <source>Take it as it is</source>
            <translation>このまま使う</translation>
        </message>
        <message>
            <source>For faces that never look quite at rest to the tracker</source>
            <translation>追跡では力が抜けた表情と判定されにくい顔のために</translation>
        </message>
        <message>
            <source>Face in the picture</source>
            <translation>顔が映っている</translation>
        </message>
        <message>
            <source>Near enough</source>
            <translation>十分に近い</translation>
        </message>
        <message>
            <source>Facing the camera</source>
            <translation>カメラを向いている</translation>
        </message>
        <message>
            <source>Head still</source>
            <translation>頭が静止している</translation>
        </message>
        <message>
            <source>Eyes open</source>
            <translation>目が開いている</translation>
        </message>
        <message>
            <source>Mouth closed</source>
            <translation>口が閉じている</translation>
        </message>
        <message>
            <source>Face relaxed</source>
            <translation>顔の力が抜けている</translation>
        </message>
        <message>
            <source>Look at the camera and relax</source>
            <translation>カメラを見て力を抜いてください</translation>
        </message>
        <message>
            <source>All that your face does is measured against how it rests now.</source>
            <translation>顔の動きはすべて、今の静かな表情を基準に測られます。</translation>
        </message>
        <message>
            <source>Waiting for the camera …</source>
            <translation>カメラを待っています…</translation>
        </message>
        <message>
            <source>Good. Stay like this.</source>
            <translation>そのままお待ちください。</translation>
        </message>
    </context>
    <context>
        <name>NewJob</name>
        <message>
            <source>Choose one or more videos, or drop them here</source>
            <translation>動画を選ぶか、ここにドロップ</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>画像を選択</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>フォルダーを選択</translation>
        </message>
        <message>
            <source>Driver beside the portrait</source>
            <translation>演者を横に並べる</translation>
        </message>
        <message>
            <source>Keep the sound</source>
            <translation>音声を残す</translation>
        </message>
        <message>
            <source>Add to the queue</source>
            <translation>キューに追加</translation>
        </message>
        <message>
            <source>PNG pictures</source>
            <translation>PNG 画像</translation>
        </message>
        <message>
            <source>Calmest moment</source>
            <translation>最も静かな瞬間</translation>
        </message>
        <message>
            <source>First frame</source>
            <translation>最初のフレーム</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>演者</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>ポートレート</translation>
        </message>
        <message>
            <source>Save in</source>
            <translation>保存先</translation>
        </message>
        <message>
            <source>As</source>
            <translation>形式</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>基準の表情</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>ジェネレーター</translation>
        </message>
        <message>
            <source>Expression and steadiness are those of the window at this moment; the size is the portrait's own.</source>
            <translation>表情と安定性は現在のウィンドウの設定、サイズはポートレート自身のものを使います。</translation>
        </message>
        <message>
            <source>Drivers</source>
            <translation>演者</translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Undo</source>
            <translation>元に戻す</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>フォルダーを開く</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>詳細</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>ログ</translation>
        </message>
        <message>
            <source>Close this notice</source>
            <translation>この通知を閉じる</translation>
        </message>
        <message>
            <source>There is no more to tell.</source>
            <translation>これ以上の情報はありません。</translation>
        </message>
    </context>
    <context>
        <name>NoticeStack</name>
        <message>
            <source>Notices</source>
            <translation>通知</translation>
        </message>
    </context>
    <context>
        <name>OfflineDialog</name>
        <message>
            <source>Move a portrait by videos</source>
            <translation>動画でポートレートを動かす</translation>
        </message>
        <message>
            <source>Nothing is queued. Choose videos above, or drop them anywhere here.</source>
            <translation>キューは空です。上で動画を選ぶか、ここにドロップしてください。</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>キュー</translation>
        </message>
    </context>
    <context>
        <name>OutputControl</name>
        <message>
            <source>The motion was saved as %1.</source>
            <translation>動きを %1 として保存しました。</translation>
        </message>
    </context>
    <context>
        <name>OutputPanel</name>
        <message>
            <source>Mirror what viewers get</source>
            <translation>相手に見える映像を左右反転</translation>
        </message>
        <message>
            <source>Moves the portrait by another generator too, here only.</source>
            <translation>別のジェネレーターでもポートレートを動かします (この画面のみ)。</translation>
        </message>
        <message>
            <source>Build engines for this GPU in the background</source>
            <translation>この GPU 用のエンジンをバックグラウンドで作成</translation>
        </message>
        <message>
            <source>Until one is there, another engine runs; then the picture goes on without a gap.</source>
            <translation>完成までは別のエンジンで動作し、その後途切れずに切り替わります。</translation>
        </message>
        <message>
            <source>Look for devices again</source>
            <translation>デバイスを再検索</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>仮想カメラ</translation>
        </message>
        <message>
            <source>Send to</source>
            <translation>送信先</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>サイズ</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>合わせ方</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>フレームレート</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>録画</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>音声</translation>
        </message>
        <message>
            <source>Choose the folder for recordings…</source>
            <translation>録画フォルダーを選択…</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>フォルダー</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>ジェネレーター</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>エンジン</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>品質</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比較</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自動</translation>
        </message>
        <message>
            <source>None</source>
            <translation>なし</translation>
        </message>
        <message>
            <source>As the portrait</source>
            <translation>ポートレートと同じ</translation>
        </message>
        <message>
            <source>Whole portrait, with bars</source>
            <translation>全体を表示 (帯あり)</translation>
        </message>
        <message>
            <source>Fill, cut what is over</source>
            <translation>画面いっぱい (はみ出しを切る)</translation>
        </message>
        <message>
            <source>Fill, centred on the face</source>
            <translation>画面いっぱい (顔を中央に)</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>既定</translation>
        </message>
        <message>
            <source>Automatic: the fastest here</source>
            <translation>自動: この環境で最速</translation>
        </message>
        <message>
            <source>Automatic: keeps the rate</source>
            <translation>自動: フレームレートを維持</translation>
        </message>
        <message>
            <source>Where this computer is too slow, it gets simpler before it stutters.</source>
            <translation>コンピューターが遅い場合、カクつく前に描画を簡略化します。</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>最高</translation>
        </message>
        <message>
            <source>Never lowered; frames are dropped instead.</source>
            <translation>品質を下げず、代わりにフレームを落とします。</translation>
        </message>
        <message>
            <source>Fast</source>
            <translation>高速</translation>
        </message>
        <message>
            <source>Always lowered, without a learned part.</source>
            <translation>常に簡略化し、学習した部分を使いません。</translation>
        </message>
        <message>
            <source>Folder for recordings</source>
            <translation>録画フォルダー</translation>
        </message>
        <message>
            <source>The portrait is shown here only.</source>
            <translation>ポートレートはこの画面にだけ表示されます。</translation>
        </message>
        <message>
            <source>Choose “rtxfer” as the camera in your video call.</source>
            <translation>ビデオ通話でカメラに「rtxfer」を選んでください。</translation>
        </message>
        <message>
            <source>%1 For those, run: %2</source>
            <translation>%1 それらには次を実行してください: %2</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>開いています…</translation>
        </message>
        <message>
            <source>Running: choose “rtxfer” as the camera in your video call.</source>
            <translation>動作中: ビデオ通話でカメラに「rtxfer」を選んでください。</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>現在フレームを受け付けていません。</translation>
        </message>
        <message>
            <source>It failed and is tried again.</source>
            <translation>失敗しました。再試行しています。</translation>
        </message>
        <message>
            <source>Closed.</source>
            <translation>閉じました。</translation>
        </message>
    </context>
    <context>
        <name>Outside</name>
        <message>
            <source>There are no more frames.</source>
            <translation>フレームはもうありません。</translation>
        </message>
        <message>
            <source>The portrait rests.</source>
            <translation>ポートレートは静止しています。</translation>
        </message>
        <message>
            <source>It is open but gives no picture.</source>
            <translation>開いていますが、映像が来ません。</translation>
        </message>
        <message>
            <source>Take the cover off, or close the other program that uses it.</source>
            <translation>カバーを外すか、使用中の他のプログラムを閉じてください。</translation>
        </message>
        <message>
            <source>The picture is back.</source>
            <translation>映像が戻りました。</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>rtxfer の不具合です。詳しくはログをご覧ください。</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>現在フレームを受け付けていません。</translation>
        </message>
        <message>
            <source>The others go on. If it stays like this, remove it and add it again.</source>
            <translation>他は動作を続けます。このままの場合は、いったん削除して追加し直してください。</translation>
        </message>
        <message>
            <source>It takes frames again.</source>
            <translation>再びフレームを受け付けています。</translation>
        </message>
        <message>
            <source>The resting face was taken.</source>
            <translation>基準の表情を取得しました。</translation>
        </message>
        <message>
            <source>Another scene or person: the portrait rests until their resting face is taken.</source>
            <translation>場面または人物が変わりました。基準の表情を取得するまでポートレートは静止します。</translation>
        </message>
        <message>
            <source>It moves again.</source>
            <translation>再び動いています。</translation>
        </message>
        <message>
            <source>The face is seen again.</source>
            <translation>再び顔を検出しました。</translation>
        </message>
        <message>
            <source>No face is seen; the portrait rests.</source>
            <translation>顔が見つかりません。ポートレートは静止しています。</translation>
        </message>
        <message>
            <source>Sit so that the camera sees your whole face, with light on it.</source>
            <translation>顔全体が明るく映る位置に座ってください。</translation>
        </message>
        <message>
            <source>%1, run by %2</source>
            <translation>%1（%2 で実行）</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and this desktop has no portal that does (%1).</source>
            <translation>Wayland は他のプログラムのキーを渡さず、このデスクトップにはそのためのポータルがありません（%1）。</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and there is no D-Bus (%1).</source>
            <translation>Wayland は他のプログラムのキーを渡さず、D-Bus もありません（%1）。</translation>
        </message>
        <message>
            <source>The desktop's portal for keys does not answer.</source>
            <translation>デスクトップのキー用ポータルが応答しません。</translation>
        </message>
        <message>
            <source>The desktop's portal for keys refuses: %1.</source>
            <translation>デスクトップのキー用ポータルに拒否されました: %1。</translation>
        </message>
        <message>
            <source>There is no X server to listen at.</source>
            <translation>待ち受けられる X サーバーがありません。</translation>
        </message>
        <message>
            <source>on this system that was not built.</source>
            <translation>このシステムには用意されていません。</translation>
        </message>
        <message>
            <source>full</source>
            <translation>最高</translation>
        </message>
        <message>
            <source>mouth read every other frame</source>
            <translation>口の読み取りを 1 フレームおきに</translation>
        </message>
        <message>
            <source>drawn at 3/4 size</source>
            <translation>3/4 のサイズで描画</translation>
        </message>
        <message>
            <source>drawn at 1/2 size</source>
            <translation>1/2 のサイズで描画</translation>
        </message>
        <message>
            <source>no learned part</source>
            <translation>学習した部分なし</translation>
        </message>
        <message>
            <source>no learned part, drawn at 1/2 size</source>
            <translation>学習した部分なし、1/2 のサイズで描画</translation>
        </message>
        <message>
            <source>No virtual camera is ready.</source>
            <translation>使用できる仮想カメラがありません。</translation>
        </message>
        <message>
            <source>%1 gives no pictures.</source>
            <translation>%1 から画像が来ません。</translation>
        </message>
        <message>
            <source>Plug it in again.</source>
            <translation>接続し直してください。</translation>
        </message>
        <message>
            <source>Seen by programs that ask PipeWire or the camera portal: Firefox, Chrome, OBS, GNOME Camera. Zoom, Teams, Discord, Skype and others see v4l2loopback only.</source>
            <translation>PipeWire またはカメラポータルを使うプログラムで表示されます: Firefox、Chrome、OBS、GNOME カメラ。Zoom、Teams、Discord、Skype などは v4l2loopback のみに対応します。</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is missing.</source>
            <translation>パッケージ pyvirtualcam がありません。</translation>
        </message>
        <message>
            <source>There is no v4l2loopback device.</source>
            <translation>v4l2loopback デバイスがありません。</translation>
        </message>
        <message>
            <source>On Debian or Ubuntu run: %1</source>
            <translation>Debian または Ubuntu では次を実行してください: %1</translation>
        </message>
        <message>
            <source>a camera in user space, without a kernel module</source>
            <translation>カーネルモジュール不要のカメラ</translation>
        </message>
        <message>
            <source>Install OBS Studio, and start its virtual camera once.</source>
            <translation>OBS Studio をインストールし、その仮想カメラを一度起動してください。</translation>
        </message>
        <message>
            <source>Install UnityCapture and run its Install.bat.</source>
            <translation>UnityCapture をインストールし、Install.bat を実行してください。</translation>
        </message>
        <message>
            <source>GStreamer or its PipeWire plug-in is missing.</source>
            <translation>GStreamer またはその PipeWire プラグインがありません。</translation>
        </message>
        <message>
            <source>PipeWire is not running in this session.</source>
            <translation>このセッションでは PipeWire が動作していません。</translation>
        </message>
        <message>
            <source>%1 may not be written by you.</source>
            <translation>%1 への書き込み権限がありません。</translation>
        </message>
        <message>
            <source>Run: sudo usermod -aG video $USER, then log out and in again.</source>
            <translation>次を実行し、ログインし直してください: sudo usermod -aG video $USER</translation>
        </message>
        <message>
            <source>%1 is not installed.</source>
            <translation>%1 がインストールされていません。</translation>
        </message>
        <message>
            <source>The package sounddevice is missing.</source>
            <translation>パッケージ sounddevice がありません。</translation>
        </message>
        <message>
            <source>The library PortAudio is missing.</source>
            <translation>ライブラリ PortAudio がありません。</translation>
        </message>
        <message>
            <source>The microphone %1 is gone.</source>
            <translation>マイク %1 がなくなりました。</translation>
        </message>
        <message>
            <source>Plug it in again, or record without sound.</source>
            <translation>接続し直すか、音声なしで録画してください。</translation>
        </message>
        <message>
            <source>The microphone %1 cannot be used (%2).</source>
            <translation>マイク %1 を使用できません (%2)。</translation>
        </message>
        <message>
            <source>The PipeWire camera did not start: %1.</source>
            <translation>PipeWire カメラを開始できませんでした: %1</translation>
        </message>
        <message>
            <source>The PipeWire camera stopped: %1.</source>
            <translation>PipeWire カメラが停止しました: %1</translation>
        </message>
        <message>
            <source>Applications that show it may have to choose it again.</source>
            <translation>表示中のアプリではカメラの選び直しが必要な場合があります。</translation>
        </message>
        <message>
            <source>A virtual camera cannot show %1×%2 pixels.</source>
            <translation>仮想カメラは %1×%2 ピクセルを表示できません。</translation>
        </message>
        <message>
            <source>Choose an even width and height.</source>
            <translation>幅と高さには偶数を選んでください。</translation>
        </message>
        <message>
            <source>%1 is damaged.</source>
            <translation>%1 は壊れています。</translation>
        </message>
        <message>
            <source>The virtual camera cannot be used: %1.</source>
            <translation>仮想カメラを使用できません: %1</translation>
        </message>
        <message>
            <source>%1 takes no more frames (%2).</source>
            <translation>%1 がフレームを受け付けなくなりました (%2)。</translation>
        </message>
        <message>
            <source>There is no virtual camera (no v4l2loopback device).</source>
            <translation>仮想カメラがありません (v4l2loopback デバイスなし)。</translation>
        </message>
        <message>
            <source>The camera %1 is not there.</source>
            <translation>カメラ %1 がありません。</translation>
        </message>
        <message>
            <source>No camera was found.</source>
            <translation>カメラが見つかりません。</translation>
        </message>
        <message>
            <source>Plug one in, or choose another source.</source>
            <translation>接続するか、別のソースを選んでください。</translation>
        </message>
        <message>
            <source>%1 is unplugged.</source>
            <translation>%1 が取り外されました。</translation>
        </message>
        <message>
            <source>Plug it in again; it is then used again.</source>
            <translation>接続し直すと再び使用されます。</translation>
        </message>
        <message>
            <source>%1 cannot be opened.</source>
            <translation>%1 を開けません。</translation>
        </message>
        <message>
            <source>Plug it in again, into the computer itself rather than a hub; close other programs that use it.</source>
            <translation>ハブではなくコンピューター本体に接続し直し、使用中の他のプログラムを閉じてください。</translation>
        </message>
        <message>
            <source>%1 is in use by %2.</source>
            <translation>%1 は %2 が使用中です。</translation>
        </message>
        <message>
            <source>Close %1.</source>
            <translation>%1 を閉じてください。</translation>
        </message>
        <message>
            <source>another program</source>
            <translation>他のプログラム</translation>
        </message>
        <message>
            <source>%1 is a folder, not a %2.</source>
            <translation>%1 はフォルダーです (必要な種類: %2)。</translation>
        </message>
        <message>
            <source>There is no file %1.</source>
            <translation>ファイル %1 がありません。</translation>
        </message>
        <message>
            <source>%1 is empty (0 bytes).</source>
            <translation>%1 は空です (0 バイト)。</translation>
        </message>
        <message>
            <source>Copy or download it again; it did not arrive whole.</source>
            <translation>コピーまたはダウンロードし直してください。完全に届いていません。</translation>
        </message>
        <message>
            <source>%1 is damaged or cut short (%2).</source>
            <translation>%1 は壊れているか途中で切れています (%2)。</translation>
        </message>
        <message>
            <source>Copy or download the picture again.</source>
            <translation>画像をコピーまたはダウンロードし直してください。</translation>
        </message>
        <message>
            <source>%1 is not a picture that can be read.</source>
            <translation>%1 は読み取れる画像ではありません。</translation>
        </message>
        <message>
            <source>Save it as PNG or JPEG (HEIC and RAW photos need converting) and try again.</source>
            <translation>PNG または JPEG で保存し (HEIC と RAW は変換が必要)、もう一度お試しください。</translation>
        </message>
        <message>
            <source>%1 is partly transparent; grey is laid behind it.</source>
            <translation>%1 は一部が透明です。背後に灰色を敷きます。</translation>
        </message>
        <message>
            <source>%1 is not a video that can be read (%2).</source>
            <translation>%1 は読み取れる動画ではありません (%2)。</translation>
        </message>
        <message>
            <source>%1 holds no video stream.</source>
            <translation>%1 に映像ストリームがありません。</translation>
        </message>
        <message>
            <source>%1 cannot be opened (%2).</source>
            <translation>%1 を開けません (%2)。</translation>
        </message>
        <message>
            <source>Check the address, and that this computer reaches the camera.</source>
            <translation>アドレスと、カメラへの接続を確認してください。</translation>
        </message>
        <message>
            <source>The connection to %1 broke (%2).</source>
            <translation>%1 との接続が切れました (%2)。</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>自動的に再試行します。</translation>
        </message>
        <message>
            <source>%1 sends no pictures.</source>
            <translation>%1 から画像が送られてきません。</translation>
        </message>
        <message>
            <source>%1 is not the address of a stream.</source>
            <translation>%1 はストリームのアドレスではありません。</translation>
        </message>
        <message>
            <source>%1 holds no video.</source>
            <translation>%1 に映像がありません。</translation>
        </message>
        <message>
            <source>%1 has ended.</source>
            <translation>%1 は終了しました。</translation>
        </message>
        <message>
            <source>No face was found in %1.</source>
            <translation>%1 に顔が見つかりません。</translation>
        </message>
        <message>
            <source>Use a portrait in which the whole face is seen, from the front or slightly from the side, and large enough.</source>
            <translation>顔全体が正面かやや斜めから見え、十分に大きいポートレートを使ってください。</translation>
        </message>
        <message>
            <source>The face in %1 is only %2 pixels tall.</source>
            <translation>%1 の顔の高さは %2 ピクセルしかありません。</translation>
        </message>
        <message>
            <source>Use a larger picture, or cut it closer: at least %1 pixels, better 300.</source>
            <translation>より大きな画像を使うか、顔の近くで切り抜いてください: 最低 %1 ピクセル、推奨 300。</translation>
        </message>
        <message>
            <source>%1 lay on its side or head; it was turned.</source>
            <translation>%1 は横向きまたは逆さまだったため回転しました。</translation>
        </message>
        <message>
            <source>%1 shows %2 faces; %3, counted from the left.</source>
            <translation>%1 には顔が %2 個あります。%3 (左から数えて)。</translation>
        </message>
        <message>
            <source>the largest one moves: number %1</source>
            <translation>最も大きい顔が動きます: %1 番</translation>
        </message>
        <message>
            <source>No process could be started for it: %1.</source>
            <translation>プロセスを開始できませんでした: %1</translation>
        </message>
        <message>
            <source>Close other programs, and try again.</source>
            <translation>他のプログラムを閉じて、もう一度お試しください。</translation>
        </message>
        <message>
            <source>Close other programs, or raise the limit (ulimit -n 1024), and run it again.</source>
            <translation>ほかのプログラムを閉じるか、上限を上げて (ulimit -n 1024)、もう一度実行してください。</translation>
        </message>
        <message>
            <source>Close other programs, raise the limit (ulimit -v), or take smaller pictures.</source>
            <translation>ほかのプログラムを閉じるか、上限を上げる (ulimit -v) か、小さい画像を使ってください。</translation>
        </message>
        <message>
            <source>%1 The portrait is shown here only.</source>
            <translation>%1 ポートレートはこの画面にだけ表示されます。</translation>
        </message>
        <message>
            <source>The settings could not be read (%1); kept as %2.</source>
            <translation>設定を読み取れませんでした (%1)。%2 として保管しました。</translation>
        </message>
        <message>
            <source>%1 cannot be read (%2).</source>
            <translation>%1 を読み取れません (%2)。</translation>
        </message>
        <message>
            <source>Look whether it is switched on.</source>
            <translation>電源が入っているか確認してください。</translation>
        </message>
        <message>
            <source>No face is seen.</source>
            <translation>顔が見つかりません。</translation>
        </message>
        <message>
            <source>Sit before the camera, with light from the front.</source>
            <translation>カメラの前に座り、正面から光を当ててください。</translation>
        </message>
        <message>
            <source>Bring your whole face into the picture.</source>
            <translation>顔全体を画面に入れてください。</translation>
        </message>
        <message>
            <source>Move back, until your whole face is in view.</source>
            <translation>顔全体が映るまで下がってください。</translation>
        </message>
        <message>
            <source>Come closer to the camera.</source>
            <translation>カメラに近づいてください。</translation>
        </message>
        <message>
            <source>Turn your face towards the camera.</source>
            <translation>顔をカメラに向けてください。</translation>
        </message>
        <message>
            <source>Hold your head still.</source>
            <translation>頭を動かさないでください。</translation>
        </message>
        <message>
            <source>Keep your eyes open.</source>
            <translation>目を開けたままにしてください。</translation>
        </message>
        <message>
            <source>Close your mouth, teeth a little apart.</source>
            <translation>歯を少し離して口を閉じてください。</translation>
        </message>
        <message>
            <source>Relax your face, as if nobody looked.</source>
            <translation>誰にも見られていないつもりで力を抜いてください。</translation>
        </message>
        <message>
            <source>Looking at the portrait</source>
            <translation>ポートレートを確認中</translation>
        </message>
        <message>
            <source>Opening the generator</source>
            <translation>ジェネレーターを開いています</translation>
        </message>
        <message>
            <source>Finding the driver's resting face</source>
            <translation>演者の基準の表情を探しています</translation>
        </message>
        <message>
            <source>Seeing how the portrait answers</source>
            <translation>ポートレートの反応を測定中</translation>
        </message>
        <message>
            <source>Moving the portrait</source>
            <translation>ポートレートを動かしています</translation>
        </message>
        <message>
            <source>The worker's process ended by itself (exit %1).</source>
            <translation>ジョブのプロセスが自ら終了しました (終了コード %1)。</translation>
        </message>
        <message>
            <source>It may have run out of memory: close other programs, or choose a smaller size.</source>
            <translation>メモリー不足の可能性があります。他のプログラムを閉じるか、小さいサイズを選んでください。</translation>
        </message>
        <message>
            <source>All that is needed works.</source>
            <translation>必要なものはすべて動作しています。</translation>
        </message>
        <message>
            <source>Videos can be moved. To mend for more: %1.</source>
            <translation>動画の処理は可能です。さらに修復が必要: %1</translation>
        </message>
        <message>
            <source>To mend: %1.</source>
            <translation>修復が必要: %1</translation>
        </message>
        <message>
            <source>Close the other program that feeds it, or name another device.</source>
            <translation>入力している他のプログラムを閉じるか、別のデバイスを指定してください。</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is not installed.</source>
            <translation>パッケージ pyvirtualcam がインストールされていません。</translation>
        </message>
        <message>
            <source>The package sounddevice is not installed.</source>
            <translation>パッケージ sounddevice がインストールされていません。</translation>
        </message>
        <message>
            <source>The library PortAudio is not installed.</source>
            <translation>ライブラリ PortAudio がインストールされていません。</translation>
        </message>
        <message>
            <source>The certificate %1 cannot be read (%2).</source>
            <translation>証明書 %1 を読み取れません (%2)。</translation>
        </message>
        <message>
            <source>The policy %1 cannot be read (%2).</source>
            <translation>ポリシー %1 を読み取れません (%2)。</translation>
        </message>
        <message>
            <source>Run: %1</source>
            <translation>次を実行してください: %1</translation>
        </message>
        <message>
            <source>Moves the photograph and draws mouth and eyes anew.</source>
            <translation>写真を動かし、口と目を新たに描きます。</translation>
        </message>
        <message>
            <source>Moves the photograph's own pixels and draws nothing: the fastest.</source>
            <translation>写真自体のピクセルを動かすだけで何も描きません。最速です。</translation>
        </message>
        <message>
            <source>Draws expression and identity, each attended for itself (Ali and Hughes 2020).</source>
            <translation>表情と個人性を、それぞれに注意を向けて描きます (Ali and Hughes 2020)。</translation>
        </message>
        <message>
            <source>Redraws the face by action units, taught by its depth (Bodur et al. 2021).</source>
            <translation>奥行きから学び、アクションユニットで顔を描き直します (Bodur et al. 2021)。</translation>
        </message>
        <message>
            <source>Draws the expression as it is read off the driver's picture (Shao et al. 2021).</source>
            <translation>演者の映像から読み取った表情を描きます (Shao et al. 2021)。</translation>
        </message>
        <message>
            <source>Redraws the face by how far each action unit has changed (Ling et al. 2020).</source>
            <translation>各アクションユニットの変化量に応じて顔を描き直します (Ling et al. 2020)。</translation>
        </message>
    </context>
    <context>
        <name>PortraitList</name>
        <message>
            <source>Portraits</source>
            <translation>ポートレート</translation>
        </message>
        <message>
            <source>shown</source>
            <translation>表示中</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>準備中</translation>
        </message>
        <message>
            <source>preparing…</source>
            <translation>準備中…</translation>
        </message>
    </context>
    <context>
        <name>PortraitPage</name>
        <message>
            <source>Who shall move?</source>
            <translation>誰を動かしますか？</translation>
        </message>
        <message>
            <source>The whole face should be seen, from the front, with the mouth closed.</source>
            <translation>顔全体が正面から見え、口を閉じているものを選んでください。</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>ポートレート</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>画像を選択…</translation>
        </message>
        <message>
            <source>Looking for a face in %1 …</source>
            <translation>%1 の顔を探しています…</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>ポートレート</translation>
        </message>
    </context>
    <context>
        <name>PoseControl</name>
        <message>
            <source>The picture was saved as %1.</source>
            <translation>画像を %1 として保存しました。</translation>
        </message>
    </context>
    <context>
        <name>PosePanel</name>
        <message>
            <source>Left and right apart</source>
            <translation>左右を別々に</translation>
        </message>
        <message>
            <source>Save as a picture…</source>
            <translation>画像として保存…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>リセット</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>左右</translation>
        </message>
        <message>
            <source>Nod</source>
            <translation>上下</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>傾き</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>頭</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>目</translation>
        </message>
        <message>
            <source>Mouth and nose</source>
            <translation>口と鼻</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>あご・頬</translation>
        </message>
        <message>
            <source>Save as a picture</source>
            <translation>画像として保存</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>The driver moves the portrait. Stop to edit it by hand.</source>
            <translation>演者がポートレートを動かしています。手動で編集するには停止してください。</translation>
        </message>
        <message>
            <source>Moves the portrait by hand. What it shows already is the middle.</source>
            <translation>ポートレートを手動で動かします。元の表情が中央です。</translation>
        </message>
    </context>
    <context>
        <name>Presets</name>
        <message>
            <source>Natural</source>
            <translation>自然</translation>
        </message>
        <message>
            <source>Subtle</source>
            <translation>控えめ</translation>
        </message>
        <message>
            <source>Lively</source>
            <translation>活発</translation>
        </message>
        <message>
            <source>Only the face</source>
            <translation>顔だけ</translation>
        </message>
        <message>
            <source>Steady</source>
            <translation>安定</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>プレビュー</translation>
        </message>
        <message>
            <source>Wheel: zoom. Drag: move. Double-click: show all.</source>
            <translation>ホイール: ズーム、ドラッグ: 移動、ダブルクリック: 全体表示</translation>
        </message>
        <message>
            <source>Drop a portrait here, or paste one</source>
            <translation>ここにポートレートをドロップまたは貼り付け</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>演者</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>ポートレート</translation>
        </message>
        <message>
            <source>Click a face: it drives</source>
            <translation>顔をクリックすると、その顔が動かします</translation>
        </message>
        <message>
            <source>The driver appears here</source>
            <translation>ここに演者が表示されます</translation>
        </message>
        <message>
            <source>Panic: viewers see the standby picture</source>
            <translation>パニック: 視聴者には待機画面が見えています</translation>
        </message>
        <message>
            <source>Frozen</source>
            <translation>一時停止中</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>開始中…</translation>
        </message>
        <message>
            <source>● Recording</source>
            <translation>● 録画中</translation>
        </message>
        <message>
            <source>Preparing %1…</source>
            <translation>%1 を準備中…</translation>
        </message>
    </context>
    <context>
        <name>ReachPage</name>
        <message>
            <source>Skip this one</source>
            <translation>これをスキップ</translation>
        </message>
        <message>
            <source>Now as far as you can</source>
            <translation>できるだけ大きく動かしてください</translation>
        </message>
        <message>
            <source>Do what is marked, and hold it for a second. If you reach less than the small line, the portrait will answer more strongly.</source>
            <translation>印の付いた動きをして 1 秒間保ってください。小さな線に届かない場合、ポートレートはより強く反応します。</translation>
        </message>
        <message>
            <source>Smile broadly</source>
            <translation>大きく笑う</translation>
        </message>
        <message>
            <source>Open your mouth</source>
            <translation>口を開ける</translation>
        </message>
        <message>
            <source>Raise your brows</source>
            <translation>眉を上げる</translation>
        </message>
        <message>
            <source>Close your eyes</source>
            <translation>目を閉じる</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完了</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>スキップ済み</translation>
        </message>
        <message>
            <source>Now, and hold it</source>
            <translation>今です。そのまま</translation>
        </message>
    </context>
    <context>
        <name>ReadingDialog</name>
        <message>
            <source>Copy</source>
            <translation>コピー</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>閉じる</translation>
        </message>
    </context>
    <context>
        <name>Recorder</name>
        <message>
            <source>Snapshot saved.</source>
            <translation>スナップショットを保存しました。</translation>
        </message>
        <message>
            <source>Recording saved.</source>
            <translation>録画を保存しました。</translation>
        </message>
        <message>
            <source>The recording could not be finished.</source>
            <translation>録画を仕上げられませんでした。</translation>
        </message>
        <message>
            <source>The log tells why.</source>
            <translation>理由はログにあります。</translation>
        </message>
        <message>
            <source>The log has more.</source>
            <translation>詳しくはログをご覧ください。</translation>
        </message>
    </context>
    <context>
        <name>RemoteControl</name>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>rtxfer の不具合です。詳しくはログをご覧ください。</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>There is no portrait to move.</source>
            <translation>動かすポートレートがありません。</translation>
        </message>
        <message>
            <source>Drop a picture of a face into the gallery.</source>
            <translation>顔の画像をギャラリーにドロップしてください。</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>rtxfer の不具合です。詳しくはログをご覧ください。</translation>
        </message>
    </context>
    <context>
        <name>SourceList</name>
        <message>
            <source>Sources</source>
            <translation>ソース</translation>
        </message>
    </context>
    <context>
        <name>SourcePanel</name>
        <message>
            <source>This camera mirrors its picture</source>
            <translation>このカメラの映像は左右反転している</translation>
        </message>
        <message>
            <source>Tick it if text before the camera reads backwards.</source>
            <translation>カメラの前の文字が逆に見える場合にオンにします。</translation>
        </message>
        <message>
            <source>Take neutral</source>
            <translation>取り直す</translation>
        </message>
        <message>
            <source>Calibrate…</source>
            <translation>キャリブレーション…</translation>
        </message>
        <message>
            <source>Look for cameras again</source>
            <translation>カメラを再検索</translation>
        </message>
        <message>
            <source>Add a video file…</source>
            <translation>動画ファイルを追加…</translation>
        </message>
        <message>
            <source>Add a network stream…</source>
            <translation>ネットワークストリームを追加…</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>一覧から削除</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>ソース</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>基準の表情</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>デモクリップ</translation>
        </message>
        <message>
            <source>a person, shipped with rtxfer</source>
            <translation>人物の動画 (rtxfer に付属)</translation>
        </message>
        <message>
            <source>not found at the moment</source>
            <translation>現在見つかりません</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>%1 を確認中…</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>rtxfer の不具合です。詳しくはログをご覧ください。</translation>
        </message>
        <message>
            <source>%1 was removed from the sources.</source>
            <translation>%1 をソースから削除しました。</translation>
        </message>
        <message>
            <source>Add a video</source>
            <translation>動画を追加</translation>
        </message>
        <message>
            <source>Add a network stream</source>
            <translation>ネットワークストリームを追加</translation>
        </message>
        <message>
            <source>Address (rtsp://… or http://…)</source>
            <translation>アドレス (rtsp://… または http://…)</translation>
        </message>
        <message>
            <source>Taken in the first second after Start: relax and look at the camera.</source>
            <translation>開始後の最初の 1 秒で取得します。力を抜いてカメラを見てください。</translation>
        </message>
        <message>
            <source>Look at the camera and relax; it is being taken.</source>
            <translation>カメラを見て力を抜いてください。取得中です。</translation>
        </message>
        <message>
            <source>Known. Take it again if the portrait does not rest when you do.</source>
            <translation>取得済み。静かにしていてもポートレートが動く場合は取り直してください。</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Status</source>
            <translation>状態</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>録画</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>品質</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>カメラ</translation>
        </message>
        <message>
            <source>Frames that the camera gives per second</source>
            <translation>カメラが 1 秒間に出すフレーム数</translation>
        </message>
        <message>
            <source>Generated</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Different portraits made per second; repeated ones do not count</source>
            <translation>1 秒間に作られた異なるポートレートの数 (繰り返しは除く)</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>出力</translation>
        </message>
        <message>
            <source>Frames sent per second</source>
            <translation>1 秒間に送信したフレーム数</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>遅延</translation>
        </message>
        <message>
            <source>From the capture of a frame to its being sent: half are faster</source>
            <translation>フレームの取得から送信まで (半数はこれより速い)</translation>
        </message>
        <message>
            <source>● Starting</source>
            <translation>● 開始中</translation>
        </message>
        <message>
            <source>● Stopped</source>
            <translation>● 停止</translation>
        </message>
        <message>
            <source>● Recording %1</source>
            <translation>● 録画中 %1</translation>
        </message>
        <message>
            <source>● Preview only</source>
            <translation>● プレビューのみ</translation>
        </message>
        <message>
            <source>Nothing is sent: this run has no virtual camera. See Output, Send to.</source>
            <translation>何も送信されていません: 仮想カメラがありません。「出力」の「送信先」をご覧ください。</translation>
        </message>
        <message>
            <source>Nothing is sent yet.</source>
            <translation>まだ何も送信されていません。</translation>
        </message>
        <message>
            <source>● Nothing is sent</source>
            <translation>● 送信されていません</translation>
        </message>
        <message>
            <source>The virtual camera takes no pictures; it is tried again.</source>
            <translation>仮想カメラが画像を受け付けません。再試行しています。</translation>
        </message>
        <message>
            <source>● Panic</source>
            <translation>● パニック</translation>
        </message>
        <message>
            <source>Viewers see the standby picture.</source>
            <translation>視聴者には待機画面が見えています。</translation>
        </message>
        <message>
            <source>● Frozen</source>
            <translation>● 一時停止中</translation>
        </message>
        <message>
            <source>Viewers see a still picture.</source>
            <translation>視聴者には静止画が見えています。</translation>
        </message>
        <message>
            <source>● At rest</source>
            <translation>● 静止中</translation>
        </message>
        <message>
            <source>The source gives no pictures; viewers see the portrait at rest.</source>
            <translation>ソースから画像が来ません。視聴者には静止したポートレートが見えています。</translation>
        </message>
        <message>
            <source>● Live</source>
            <translation>● ライブ</translation>
        </message>
        <message>
            <source>Viewers see the portrait move.</source>
            <translation>視聴者には動くポートレートが見えています。</translation>
        </message>
        <message>
            <source>%1 pictures a second: close other programs</source>
            <translation>毎秒 %1 枚: 他のプログラムを終了</translation>
        </message>
        <message>
            <source>%1 pictures a second: choose Fast</source>
            <translation>毎秒 %1 枚: 「高速」を選択</translation>
        </message>
        <message>
            <source>Output, Generator, Quality</source>
            <translation>出力、ジェネレーター、品質</translation>
        </message>
        <message>
            <source>Measuring this computer, once: %1 %</source>
            <translation>初回測定中: %1 %</translation>
        </message>
        <message>
            <source>What suits it best is found out while it is live already, and remembered.</source>
            <translation>最適な設定はライブ中に調べられ、記憶されます。</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Half within %1 ms, 95 % within %2 ms, 99 % within %3 ms</source>
            <translation>半数は %1 ms、95 % は %2 ms、99 % は %3 ms 以内</translation>
        </message>
        <message>
            <source>Face seen</source>
            <translation>顔を検出</translation>
        </message>
        <message>
            <source>No face</source>
            <translation>顔なし</translation>
        </message>
        <message>
            <source>Quality: %1</source>
            <translation>品質: %1</translation>
        </message>
        <message>
            <source>With less, so that this computer keeps the rate: %1</source>
            <translation>フレームレート維持のため簡略化中: %1</translation>
        </message>
        <message>
            <source>Nothing is left out</source>
            <translation>簡略化なし</translation>
        </message>
        <message>
            <source>Chosen by hand</source>
            <translation>手動で選択</translation>
        </message>
    </context>
    <context>
        <name>TargetPanel</name>
        <message>
            <source>Add portraits…</source>
            <translation>ポートレートを追加…</translation>
        </message>
        <message>
            <source>Add all portraits of a folder…</source>
            <translation>フォルダーのポートレートをすべて追加…</translation>
        </message>
        <message>
            <source>Paste a portrait</source>
            <translation>ポートレートを貼り付け</translation>
        </message>
        <message>
            <source>Remove from the gallery</source>
            <translation>ギャラリーから削除</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>ポートレート</translation>
        </message>
        <message>
            <source>drop pictures or folders here</source>
            <translation>画像やフォルダーをここにドロップ</translation>
        </message>
        <message>
            <source>%1 was removed from the gallery.</source>
            <translation>%1 をギャラリーから削除しました。</translation>
        </message>
        <message numerus="yes">
            <source>%n pictures cannot be used.</source>
            <translation>
                <numerusform>%n 枚の画像は使用できません。</numerusform>
            </translation>
        </message>
        <message>
            <source>The details say why.</source>
            <translation>理由は詳細にあります。</translation>
        </message>
        <message>
            <source>Add portraits</source>
            <translation>ポートレートを追加</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>画像</translation>
        </message>
        <message>
            <source>Add all portraits of a folder</source>
            <translation>フォルダーのポートレートをすべて追加</translation>
        </message>
        <message>
            <source>Choose the face that moves…</source>
            <translation>動かす顔を選択…</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Start</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>出力を一時停止</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>基準の表情を取り直す</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>スナップショットを保存</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>録画</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>パニック</translation>
        </message>
        <message>
            <source>Apply now</source>
            <translation>今すぐ適用</translation>
        </message>
        <message>
            <source>Viewers see a standby picture instead of the portrait, at once</source>
            <translation>視聴者の画面をすぐに待機画面に切り替えます</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Camera settings wait for the next start.</source>
            <translation>カメラの設定は次回の開始時に反映されます。</translation>
        </message>
        <message>
            <source>What you changed waits for the next start.</source>
            <translation>変更は次回の開始時に反映されます。</translation>
        </message>
        <message>
            <source>Applying it now ends the recording.</source>
            <translation>今適用すると録画が終了します。</translation>
        </message>
        <message>
            <source>The driver is not seen for a moment; the portrait rests.</source>
            <translation>演者が一瞬見えなくなり、ポートレートは静止します。</translation>
        </message>
        <message>
            <source>Viewers lose the camera for a moment.</source>
            <translation>視聴者からカメラが一瞬消えます。</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Show the window</source>
            <translation>ウィンドウを表示</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>開始</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>パニック</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>終了</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer: 動作中</translation>
        </message>
    </context>
    <context>
        <name>VirtualCameraPage</name>
        <message>
            <source>Into the video call</source>
            <translation>ビデオ通話で使う</translation>
        </message>
        <message>
            <source>There you choose “rtxfer” as the camera. One of these has to be ready:</source>
            <translation>通話側でカメラに「rtxfer」を選びます。次のいずれかの準備が必要です:</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>再確認</translation>
        </message>
        <message>
            <source>Checking …</source>
            <translation>確認中…</translation>
        </message>
        <message>
            <source>All is ready.</source>
            <translation>すべて準備できました。</translation>
        </message>
        <message>
            <source>You can go on without, and record or look at the portrait here.</source>
            <translation>なくても先に進めます。ここでポートレートを見たり録画したりできます。</translation>
        </message>
    </context>
    <context>
        <name>_Asking</name>
        <message>
            <source>Stay here</source>
            <translation>ここに残る</translation>
        </message>
        <message>
            <source>Close and work on</source>
            <translation>閉じて作業を続ける</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>停止して閉じる</translation>
        </message>
        <message>
            <source>Unfinished jobs: %1. What shall become of them?</source>
            <translation>未完了のジョブ: %1。どうしますか？</translation>
        </message>
    </context>
    <context>
        <name>_DonePage</name>
        <message>
            <source>That is all</source>
            <translation>これで完了です</translation>
        </message>
        <message>
            <source>How strongly the portrait will answer you, beside what is usual:</source>
            <translation>通常と比べてポートレートがどれだけ強く反応するか:</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>目</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>口</translation>
        </message>
        <message>
            <source>Jaw</source>
            <translation>あご</translation>
        </message>
    </context>
</TS>
