<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>A still portrait moves like the person before the camera.</source>
            <translation>静态肖像会像摄像头前的人一样活动。</translation>
        </message>
        <message>
            <source>All of it is computed on this machine; no picture leaves it but to where you send it.</source>
            <translation>所有计算都在本机完成；除了您发送到的地方，画面不会离开本机。</translation>
        </message>
        <message>
            <source>Licences of what it is built of: the file NOTICE.</source>
            <translation>所用组件的许可证：见 NOTICE 文件。</translation>
        </message>
    </context>
    <context>
        <name>ActionUnitBars</name>
        <message>
            <source>Action units of driver and portrait</source>
            <translation>驱动者与肖像的动作单元</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>驱动者</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>肖像</translation>
        </message>
    </context>
    <context>
        <name>ActionUnits</name>
        <message>
            <source>Inner brow up</source>
            <translation>眉毛内侧上扬</translation>
        </message>
        <message>
            <source>Outer brow up</source>
            <translation>眉毛外侧上扬</translation>
        </message>
        <message>
            <source>Brow down</source>
            <translation>眉毛下压</translation>
        </message>
        <message>
            <source>Upper lid up</source>
            <translation>上眼睑上抬</translation>
        </message>
        <message>
            <source>Cheek up</source>
            <translation>脸颊上提</translation>
        </message>
        <message>
            <source>Lids tight</source>
            <translation>眼睑收紧</translation>
        </message>
        <message>
            <source>Nose wrinkle</source>
            <translation>皱鼻</translation>
        </message>
        <message>
            <source>Upper lip up</source>
            <translation>上唇上提</translation>
        </message>
        <message>
            <source>Smile</source>
            <translation>微笑</translation>
        </message>
        <message>
            <source>Dimple</source>
            <translation>酒窝</translation>
        </message>
        <message>
            <source>Lip corners down</source>
            <translation>嘴角下垂</translation>
        </message>
        <message>
            <source>Lower lip down</source>
            <translation>下唇下拉</translation>
        </message>
        <message>
            <source>Chin up</source>
            <translation>下巴上抬</translation>
        </message>
        <message>
            <source>Pucker</source>
            <translation>嘟嘴</translation>
        </message>
        <message>
            <source>Lips stretched</source>
            <translation>嘴唇拉伸</translation>
        </message>
        <message>
            <source>Lips funnelled</source>
            <translation>嘴唇外翻</translation>
        </message>
        <message>
            <source>Lips pressed</source>
            <translation>抿嘴</translation>
        </message>
        <message>
            <source>Lips apart</source>
            <translation>双唇张开</translation>
        </message>
        <message>
            <source>Jaw open</source>
            <translation>张嘴</translation>
        </message>
        <message>
            <source>Lips rolled in</source>
            <translation>嘴唇内卷</translation>
        </message>
        <message>
            <source>Jaw to a side</source>
            <translation>下颌侧移</translation>
        </message>
        <message>
            <source>Blink</source>
            <translation>眨眼</translation>
        </message>
        <message>
            <source>Looks left</source>
            <translation>向左看</translation>
        </message>
        <message>
            <source>Looks right</source>
            <translation>向右看</translation>
        </message>
        <message>
            <source>Looks up</source>
            <translation>向上看</translation>
        </message>
        <message>
            <source>Looks down</source>
            <translation>向下看</translation>
        </message>
        <message>
            <source>Jaw to its left</source>
            <translation>下颌向左</translation>
        </message>
        <message>
            <source>Jaw to its right</source>
            <translation>下颌向右</translation>
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
            <translation>只有 rtxfer 处于前台时按键才有效：%1</translation>
        </message>
        <message>
            <source>Allow “Remote control by scripts” in the menu, and give this line a key in the settings of your desktop: %1</source>
            <translation>请在菜单中允许“通过脚本远程控制”，并在桌面设置中为这一行指定按键：%1</translation>
        </message>
        <message>
            <source>Choose another key: menu, Hotkeys.</source>
            <translation>请选择其他按键：菜单，“快捷键”。</translation>
        </message>
        <message>
            <source>%1 is taken by another program.</source>
            <translation>%1 已被其他程序占用。</translation>
        </message>
        <message>
            <source>%1 cannot be listened for on this keyboard.</source>
            <translation>此键盘上无法监听 %1。</translation>
        </message>
        <message>
            <source>The desktop does not give rtxfer the key %1.</source>
            <translation>桌面没有把按键 %1 交给 rtxfer。</translation>
        </message>
        <message>
            <source>Give rtxfer a key in the settings of your desktop, among the shortcuts.</source>
            <translation>请在桌面设置的快捷键中为 rtxfer 指定按键。</translation>
        </message>
    </context>
    <context>
        <name>Assistant</name>
        <message>
            <source>Welcome</source>
            <translation>欢迎</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>同意</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>肖像</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>虚拟摄像头</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>上一步</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一步</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
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
            <translation>与肖像相同</translation>
        </message>
        <message>
            <source>Blurred</source>
            <translation>模糊</translation>
        </message>
        <message>
            <source>Transparent</source>
            <translation>透明</translation>
        </message>
        <message>
            <source>Colour %1</source>
            <translation>颜色 %1</translation>
        </message>
        <message>
            <source>Colour…</source>
            <translation>颜色…</translation>
        </message>
        <message>
            <source>Picture…</source>
            <translation>图片…</translation>
        </message>
        <message>
            <source>The person of the portrait is cut out and set before it. Transparent: OBS keys the PipeWire camera by itself; other cameras and recordings show green.</source>
            <translation>将肖像中的人物抠出并置于其前。透明：OBS 会自动透出 PipeWire 摄像头；其他摄像头和录制显示绿色。</translation>
        </message>
        <message>
            <source>A picture as background</source>
            <translation>作为背景的图片</translation>
        </message>
        <message>
            <source>Pictures (%1)</source>
            <translation>图片 (%1)</translation>
        </message>
    </context>
    <context>
        <name>BadgeSwitch</name>
        <message>
            <source>Show “%1” in a corner</source>
            <translation>在角落显示“%1”</translation>
        </message>
        <message>
            <source>The mark that nobody sees is in every frame anyway.</source>
            <translation>无论如何，每一帧中都有不可见的标记。</translation>
        </message>
        <message>
            <source>A policy for this computer asks for it (%1).</source>
            <translation>此计算机的策略要求如此（%1）。</translation>
        </message>
        <message>
            <source>It was asked for when the program was started.</source>
            <translation>启动程序时已要求如此。</translation>
        </message>
    </context>
    <context>
        <name>BuildProgressLine</name>
        <message>
            <source>Do not build this engine</source>
            <translation>不构建此引擎</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>Engine %1 %</source>
            <translation>引擎 %1 %</translation>
        </message>
        <message>
            <source>%1 is built for this GPU (%2). Everything goes on meanwhile, on another engine.</source>
            <translation>正在为此 GPU 构建 %1（%2）。期间由另一个引擎继续运行。</translation>
        </message>
        <message>
            <source>%1 s left</source>
            <translation>剩余 %1 秒</translation>
        </message>
        <message>
            <source>%1 min left</source>
            <translation>剩余 %1 分钟</translation>
        </message>
    </context>
    <context>
        <name>CalibrationDialog</name>
        <message>
            <source>It could not be saved.</source>
            <translation>无法保存。</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>校准</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>重新开始</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Skip and save</source>
            <translation>跳过并保存</translation>
        </message>
    </context>
    <context>
        <name>CameraPage</name>
        <message>
            <source>Which camera sees you?</source>
            <translation>哪个摄像头拍摄您？</translation>
        </message>
        <message>
            <source>You can choose another at any time.</source>
            <translation>您可以随时更换。</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>重新查找</translation>
        </message>
        <message>
            <source>Looking for cameras …</source>
            <translation>正在查找摄像头…</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>演示短片</translation>
        </message>
        <message>
            <source>No camera was found. Plug one in and look again, or try the clip.</source>
            <translation>未找到摄像头。请接入后重新查找，或试用自带短片。</translation>
        </message>
    </context>
    <context>
        <name>CameraSettings</name>
        <message>
            <source>Camera settings</source>
            <translation>摄像头设置</translation>
        </message>
        <message>
            <source>The camera's own</source>
            <translation>摄像头默认</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>MJPG, compressed</source>
            <translation>MJPG（压缩）</translation>
        </message>
        <message>
            <source>YUYV, uncompressed</source>
            <translation>YUYV（未压缩）</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>A camera may give something else.</source>
            <translation>摄像头可能给出不同的结果。</translation>
        </message>
    </context>
    <context>
        <name>ConsentPage</name>
        <message>
            <source>Before you begin</source>
            <translation>开始之前</translation>
        </message>
        <message>
            <source>A portrait that moves looks like a person who is there. So please:</source>
            <translation>会动的肖像看起来就像真人在场。因此请您：</translation>
        </message>
        <message>
            <source>Use only portraits that you have the right to animate: your own, those of people who agreed, or of whom nobody can be hurt by it.</source>
            <translation>只使用您有权制作动画的肖像：您自己的、经本人同意的，或不会伤害任何人的。</translation>
        </message>
        <message>
            <source>Say that the picture is made, wherever somebody could take it for real.</source>
            <translation>凡是可能被当真的场合，请说明画面是生成的。</translation>
        </message>
        <message>
            <source>Never pass for somebody else.</source>
            <translation>切勿冒充他人。</translation>
        </message>
        <message>
            <source>Your camera's pictures stay on this computer. They are only looked at to see how your face moves; none of them is ever part of the output.</source>
            <translation>摄像头画面只留在本机，仅用于观察您面部的动作，绝不会成为输出的一部分。</translation>
        </message>
        <message>
            <source>I will only use portraits that I have the right to animate.</source>
            <translation>我只会使用有权制作动画的肖像。</translation>
        </message>
    </context>
    <context>
        <name>DeviceRow</name>
        <message>
            <source>Ready</source>
            <translation>就绪</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>复制命令</translation>
        </message>
        <message>
            <source>Not ready</source>
            <translation>未就绪</translation>
        </message>
    </context>
    <context>
        <name>DialogOpener</name>
        <message>
            <source>Move a portrait by videos…</source>
            <translation>用视频驱动肖像…</translation>
        </message>
        <message>
            <source>Set-up assistant…</source>
            <translation>设置向导…</translation>
        </message>
        <message>
            <source>Hotkeys…</source>
            <translation>快捷键…</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>帮助</translation>
        </message>
        <message>
            <source>Doctor: does every part work?</source>
            <translation>诊断：各部分是否正常？</translation>
        </message>
        <message>
            <source>Open the log</source>
            <translation>打开日志</translation>
        </message>
        <message>
            <source>About rtxfer</source>
            <translation>关于 rtxfer</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Record the driver's motion</source>
            <translation>录制驱动者的动作</translation>
        </message>
        <message>
            <source>Remote control by scripts</source>
            <translation>通过脚本远程控制</translation>
        </message>
        <message>
            <source>`rtxfer remote panic` and such; on this computer alone.</source>
            <translation>例如 `rtxfer remote panic`；仅限本机。</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>The language changes when rtxfer is started the next time.</source>
            <translation>语言将在下次启动 rtxfer 时更改。</translation>
        </message>
    </context>
    <context>
        <name>DoctorDialog</name>
        <message>
            <source>Doctor</source>
            <translation>诊断</translation>
        </message>
        <message>
            <source>Looking; this takes half a minute…</source>
            <translation>正在检查，大约需要半分钟…</translation>
        </message>
    </context>
    <context>
        <name>Dropping</name>
        <message>
            <source>Drop it: it becomes a portrait</source>
            <translation>松开后将成为肖像</translation>
        </message>
        <message>
            <source>Drop it: it becomes the source</source>
            <translation>松开后将成为来源</translation>
        </message>
        <message>
            <source>Drop them: pictures become portraits, the video the source</source>
            <translation>松开后，图片成为肖像，视频成为来源</translation>
        </message>
        <message>
            <source>There is no picture in the clipboard.</source>
            <translation>剪贴板中没有图片。</translation>
        </message>
    </context>
    <context>
        <name>EngineBuilder</name>
        <message>
            <source>The engine is not built; rtxfer goes on with the one that runs.</source>
            <translation>不再构建引擎；rtxfer 将继续使用当前引擎。</translation>
        </message>
        <message>
            <source>It is tried again at the next start, unless switched off in Output.</source>
            <translation>下次启动时会重试，除非在“输出”中关闭。</translation>
        </message>
        <message>
            <source>There is no engine %1 for this GPU yet; another one runs.</source>
            <translation>此 GPU 尚无引擎 %1；正在使用另一个引擎。</translation>
        </message>
        <message>
            <source>Let it be built in the background (Output, Generator), or run: %1</source>
            <translation>请允许在后台构建（输出，生成器），或运行：%1</translation>
        </message>
        <message>
            <source>The engine %1 could not be built; rtxfer goes on without it.</source>
            <translation>无法构建引擎 %1；rtxfer 将不使用它继续运行。</translation>
        </message>
        <message>
            <source>%1 To try it by hand, run: %2</source>
            <translation>%1 如需手动尝试，请运行：%2</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>这是 rtxfer 的缺陷；详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>ExpressionPanel</name>
        <message>
            <source>Preset</source>
            <translation>预设</translation>
        </message>
        <message>
            <source>Adapt to how this portrait answers</source>
            <translation>根据此肖像的反应自动调整</translation>
        </message>
        <message>
            <source>Measures once how strongly each expression is shown, and makes up.</source>
            <translation>测量一次各表情的呈现强度，并予以补偿。</translation>
        </message>
        <message>
            <source>Lids and lips shut with the driver's</source>
            <translation>眼睑和嘴唇随驱动者闭合</translation>
        </message>
        <message>
            <source>Otherwise they move by as much as the driver's, and may stay apart.</source>
            <translation>否则它们只移动相同的幅度，可能无法闭合。</translation>
        </message>
        <message>
            <source>Hair and ears turn with the face</source>
            <translation>头发和耳朵随脸转动</translation>
        </message>
        <message>
            <source>Otherwise the face turns alone, inside hair that stands still.</source>
            <translation>否则只有脸转动，头发不动。</translation>
        </message>
        <message>
            <source>Strength</source>
            <translation>强度</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉毛</translation>
        </message>
        <message>
            <source>Lids</source>
            <translation>眼睑</translation>
        </message>
        <message>
            <source>Gaze</source>
            <translation>视线</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>嘴</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>下颌、脸颊</translation>
        </message>
        <message>
            <source>Head turn</source>
            <translation>头部转动</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>上限</translation>
        </message>
        <message>
            <source>Sway</source>
            <translation>摆动</translation>
        </message>
        <message>
            <source>Steadiness</source>
            <translation>稳定</translation>
        </message>
        <message>
            <source>Save as a preset…</source>
            <translation>另存为预设…</translation>
        </message>
        <message>
            <source>Delete this preset</source>
            <translation>删除此预设</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Steadier trembles less and comes later: by so much for a quick smile.</source>
            <translation>越稳定，抖动越少，延迟越大：数值为快速微笑时的延迟。</translation>
        </message>
        <message>
            <source>Face</source>
            <translation>脸</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>头</translation>
        </message>
        <message>
            <source>How far head and shoulders go along: aside, up and down, nearer.</source>
            <translation>头和肩跟随的幅度：左右、上下、远近。</translation>
        </message>
        <message>
            <source>Driver and portrait</source>
            <translation>驱动者与肖像</translation>
        </message>
        <message>
            <source>Own settings</source>
            <translation>自定义设置</translation>
        </message>
        <message>
            <source>Save as a preset</source>
            <translation>另存为预设</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>The preset %1 was replaced.</source>
            <translation>已替换预设 %1。</translation>
        </message>
        <message>
            <source>The preset %1 was deleted.</source>
            <translation>已删除预设 %1。</translation>
        </message>
    </context>
    <context>
        <name>FaceDialog</name>
        <message>
            <source>Which face shall move?</source>
            <translation>让哪张脸动起来？</translation>
        </message>
        <message>
            <source>%1 shows %2 faces. Click the one that shall move.</source>
            <translation>%1 中有 %2 张脸。请点击要动的那一张。</translation>
        </message>
        <message>
            <source>Keep the one that moves now</source>
            <translation>保留当前的脸</translation>
        </message>
        <message>
            <source>Move this one</source>
            <translation>让这张脸动</translation>
        </message>
    </context>
    <context>
        <name>FacePicture</name>
        <message>
            <source>Faces in the picture</source>
            <translation>图片中的脸</translation>
        </message>
        <message>
            <source>Face %1 of %2, counted from the left</source>
            <translation>第 %1 张脸，共 %2 张（从左数）</translation>
        </message>
    </context>
    <context>
        <name>GainSlider</name>
        <message>
            <source>Double-click to set it back</source>
            <translation>双击可恢复</translation>
        </message>
    </context>
    <context>
        <name>Header</name>
        <message>
            <source>Show the driver beside</source>
            <translation>在旁边显示驱动者</translation>
        </message>
        <message>
            <source>Mirror the preview only</source>
            <translation>仅镜像预览</translation>
        </message>
        <message>
            <source>Show where your resting face was taken</source>
            <translation>显示采集中性表情时的位置</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Fit the whole picture</source>
            <translation>显示整个画面</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>菜单</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>1. Choose a camera (Camera) and a portrait (below the picture).</source>
            <translation>1. 选择摄像头（“摄像头”）和肖像（画面下方）。</translation>
        </message>
        <message>
            <source>2. Press Start, look at the camera and relax for a second.</source>
            <translation>2. 按“开始”，看着摄像头，放松一秒钟。</translation>
        </message>
        <message>
            <source>3. Choose rtxfer as the camera in your video call (Output says which programs see it).</source>
            <translation>3. 在视频通话中选择 rtxfer 作为摄像头（“输出”中列出了支持的程序）。</translation>
        </message>
        <message>
            <source>Panic shows viewers a standby picture at once.</source>
            <translation>“紧急遮挡”会立即向观众显示待机画面。</translation>
        </message>
        <message>
            <source>Pictures and videos may be dropped anywhere on the window.</source>
            <translation>图片和视频可以拖放到窗口的任何位置。</translation>
        </message>
        <message>
            <source>Wheel over the picture: zoom. Drag: move. Double-click: show all.</source>
            <translation>画面上滚轮：缩放。拖动：移动。双击：显示全部。</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>按键</translation>
        </message>
    </context>
    <context>
        <name>HotkeyDialog</name>
        <message>
            <source>Hotkeys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>No key for: %1</source>
            <translation>未设按键：%1</translation>
        </message>
        <message>
            <source>Click into a field and press the new key.</source>
            <translation>点击输入框，然后按下新的按键。</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>全部重置</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>%1 is taken by: %2</source>
            <translation>%1 已用于：%2</translation>
        </message>
    </context>
    <context>
        <name>Hotkeys</name>
        <message>
            <source>Start or stop</source>
            <translation>开始或停止</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>冻结输出</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>重新采集中性表情</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>保存快照</translation>
        </message>
        <message>
            <source>Start or stop recording</source>
            <translation>开始或停止录制</translation>
        </message>
        <message>
            <source>Panic: hide the portrait</source>
            <translation>紧急遮挡：隐藏肖像</translation>
        </message>
        <message>
            <source>Previous portrait</source>
            <translation>上一个肖像</translation>
        </message>
        <message>
            <source>Next portrait</source>
            <translation>下一个肖像</translation>
        </message>
        <message>
            <source>Portrait %1</source>
            <translation>肖像 %1</translation>
        </message>
        <message>
            <source>Panic, from any program</source>
            <translation>紧急遮挡（任何程序中）</translation>
        </message>
        <message>
            <source>Freeze, from any program</source>
            <translation>冻结（任何程序中）</translation>
        </message>
        <message>
            <source>New neutral, from any program</source>
            <translation>重新采集中性表情（任何程序中）</translation>
        </message>
        <message>
            <source>Next portrait, from any program</source>
            <translation>下一个肖像（任何程序中）</translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Progress of %1</source>
            <translation>%1 的进度</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Try again, or go on</source>
            <translation>重试或继续</translation>
        </message>
        <message>
            <source>Show in its folder</source>
            <translation>在文件夹中显示</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>从列表中移除</translation>
        </message>
        <message>
            <source>Stopping …</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待中</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>Done: %1 frames at %2 per second</source>
            <translation>完成：%1 帧，每秒 %2 帧</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>%1 per second</source>
            <translation>每秒 %1 帧</translation>
        </message>
        <message>
            <source>%1 left</source>
            <translation>剩余 %1</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Panels</source>
            <translation>面板</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>表情</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Pose</source>
            <translation>姿态</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer：运行中</translation>
        </message>
        <message>
            <source>The defaults are used.</source>
            <translation>将使用默认设置。</translation>
        </message>
        <message>
            <source>The recording is being finished; rtxfer closes by itself then.</source>
            <translation>正在完成录制；之后 rtxfer 会自动关闭。</translation>
        </message>
    </context>
    <context>
        <name>Mirror</name>
        <message>
            <source>Your camera's picture</source>
            <translation>您的摄像头画面</translation>
        </message>
    </context>
    <context>
        <name>NeutralPage</name>
        <message>
            <source>Take it as it is</source>
            <translation>就用现在的</translation>
        </message>
        <message>
            <source>For faces that never look quite at rest to the tracker</source>
            <translation>适用于跟踪器总觉得不够放松的脸</translation>
        </message>
        <message>
            <source>Face in the picture</source>
            <translation>脸在画面内</translation>
        </message>
        <message>
            <source>Near enough</source>
            <translation>距离够近</translation>
        </message>
        <message>
            <source>Facing the camera</source>
            <translation>正对摄像头</translation>
        </message>
        <message>
            <source>Head still</source>
            <translation>头部静止</translation>
        </message>
        <message>
            <source>Eyes open</source>
            <translation>眼睛睁开</translation>
        </message>
        <message>
            <source>Mouth closed</source>
            <translation>嘴巴闭合</translation>
        </message>
        <message>
            <source>Face relaxed</source>
            <translation>面部放松</translation>
        </message>
        <message>
            <source>Look at the camera and relax</source>
            <translation>看着摄像头并放松</translation>
        </message>
        <message>
            <source>All that your face does is measured against how it rests now.</source>
            <translation>您面部的所有动作都以现在的放松状态为基准。</translation>
        </message>
        <message>
            <source>Waiting for the camera …</source>
            <translation>正在等待摄像头…</translation>
        </message>
        <message>
            <source>Good. Stay like this.</source>
            <translation>很好，请保持。</translation>
        </message>
    </context>
    <context>
        <name>NewJob</name>
        <message>
            <source>Choose one or more videos, or drop them here</source>
            <translation>选择一个或多个视频，或拖放到这里</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>选择图片</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Driver beside the portrait</source>
            <translation>驱动者显示在肖像旁</translation>
        </message>
        <message>
            <source>Keep the sound</source>
            <translation>保留声音</translation>
        </message>
        <message>
            <source>Add to the queue</source>
            <translation>加入队列</translation>
        </message>
        <message>
            <source>PNG pictures</source>
            <translation>PNG 图片</translation>
        </message>
        <message>
            <source>Calmest moment</source>
            <translation>最平静的时刻</translation>
        </message>
        <message>
            <source>First frame</source>
            <translation>第一帧</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>驱动者</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>肖像</translation>
        </message>
        <message>
            <source>Save in</source>
            <translation>保存到</translation>
        </message>
        <message>
            <source>As</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>中性表情</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>生成器</translation>
        </message>
        <message>
            <source>Expression and steadiness are those of the window at this moment; the size is the portrait's own.</source>
            <translation>表情和稳定采用窗口当前的设置，尺寸采用肖像自身的尺寸。</translation>
        </message>
        <message>
            <source>Drivers</source>
            <translation>驱动者</translation>
        </message>
    </context>
    <context>
        <name>NoticeCard</name>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详细信息</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>日志</translation>
        </message>
        <message>
            <source>Close this notice</source>
            <translation>关闭此通知</translation>
        </message>
        <message>
            <source>There is no more to tell.</source>
            <translation>没有更多信息。</translation>
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
            <translation>用视频驱动肖像</translation>
        </message>
        <message>
            <source>Nothing is queued. Choose videos above, or drop them anywhere here.</source>
            <translation>队列为空。请在上方选择视频，或拖放到这里。</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>队列</translation>
        </message>
    </context>
    <context>
        <name>OutputControl</name>
        <message>
            <source>The motion was saved as %1.</source>
            <translation>动作已保存为 %1。</translation>
        </message>
    </context>
    <context>
        <name>OutputPanel</name>
        <message>
            <source>Mirror what viewers get</source>
            <translation>镜像观众看到的画面</translation>
        </message>
        <message>
            <source>Moves the portrait by another generator too, here only.</source>
            <translation>同时用另一个生成器驱动肖像，仅在此显示。</translation>
        </message>
        <message>
            <source>Build engines for this GPU in the background</source>
            <translation>在后台为此 GPU 构建引擎</translation>
        </message>
        <message>
            <source>Until one is there, another engine runs; then the picture goes on without a gap.</source>
            <translation>完成之前使用另一个引擎，之后画面无缝切换。</translation>
        </message>
        <message>
            <source>Look for devices again</source>
            <translation>重新查找设备</translation>
        </message>
        <message>
            <source>Virtual camera</source>
            <translation>虚拟摄像头</translation>
        </message>
        <message>
            <source>Send to</source>
            <translation>发送到</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>画面</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>尺寸</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适配</translation>
        </message>
        <message>
            <source>Rate</source>
            <translation>帧率</translation>
        </message>
        <message>
            <source>Background</source>
            <translation>背景</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>录制</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>Choose the folder for recordings…</source>
            <translation>选择录制文件夹…</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Generator</source>
            <translation>生成器</translation>
        </message>
        <message>
            <source>Engine</source>
            <translation>引擎</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>质量</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>对比</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>None</source>
            <translation>无</translation>
        </message>
        <message>
            <source>As the portrait</source>
            <translation>与肖像相同</translation>
        </message>
        <message>
            <source>Whole portrait, with bars</source>
            <translation>完整肖像，留黑边</translation>
        </message>
        <message>
            <source>Fill, cut what is over</source>
            <translation>填满，裁去多余部分</translation>
        </message>
        <message>
            <source>Fill, centred on the face</source>
            <translation>填满，以脸为中心</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Default</source>
            <translation>默认</translation>
        </message>
        <message>
            <source>Automatic: the fastest here</source>
            <translation>自动：本机最快</translation>
        </message>
        <message>
            <source>Automatic: keeps the rate</source>
            <translation>自动：保持帧率</translation>
        </message>
        <message>
            <source>Where this computer is too slow, it gets simpler before it stutters.</source>
            <translation>如果本机太慢，会先简化画面，避免卡顿。</translation>
        </message>
        <message>
            <source>Best</source>
            <translation>最佳</translation>
        </message>
        <message>
            <source>Never lowered; frames are dropped instead.</source>
            <translation>从不降低；必要时丢帧。</translation>
        </message>
        <message>
            <source>Fast</source>
            <translation>快速</translation>
        </message>
        <message>
            <source>Always lowered, without a learned part.</source>
            <translation>始终降低，不使用学习部分。</translation>
        </message>
        <message>
            <source>Folder for recordings</source>
            <translation>录制文件夹</translation>
        </message>
        <message>
            <source>The portrait is shown here only.</source>
            <translation>肖像仅在此处显示。</translation>
        </message>
        <message>
            <source>Choose “rtxfer” as the camera in your video call.</source>
            <translation>请在视频通话中选择“rtxfer”作为摄像头。</translation>
        </message>
        <message>
            <source>%1 For those, run: %2</source>
            <translation>%1 对于这些程序，请运行：%2</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>正在打开…</translation>
        </message>
        <message>
            <source>Running: choose “rtxfer” as the camera in your video call.</source>
            <translation>运行中：请在视频通话中选择“rtxfer”作为摄像头。</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>目前不接收帧。</translation>
        </message>
        <message>
            <source>It failed and is tried again.</source>
            <translation>失败，正在重试。</translation>
        </message>
        <message>
            <source>Closed.</source>
            <translation>已关闭。</translation>
        </message>
    </context>
    <context>
        <name>Outside</name>
        <message>
            <source>There are no more frames.</source>
            <translation>没有更多的帧了。</translation>
        </message>
        <message>
            <source>The portrait rests.</source>
            <translation>肖像保持静止。</translation>
        </message>
        <message>
            <source>It is open but gives no picture.</source>
            <translation>已打开，但没有画面。</translation>
        </message>
        <message>
            <source>Take the cover off, or close the other program that uses it.</source>
            <translation>请取下镜头盖，或关闭正在使用它的其他程序。</translation>
        </message>
        <message>
            <source>The picture is back.</source>
            <translation>画面已恢复。</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>这是 rtxfer 的缺陷；详情见日志。</translation>
        </message>
        <message>
            <source>It takes no frames at the moment.</source>
            <translation>目前不接收帧。</translation>
        </message>
        <message>
            <source>The others go on. If it stays like this, remove it and add it again.</source>
            <translation>其他输出继续运行。如果一直如此，请移除后重新添加。</translation>
        </message>
        <message>
            <source>It takes frames again.</source>
            <translation>已恢复接收帧。</translation>
        </message>
        <message>
            <source>The resting face was taken.</source>
            <translation>已采集中性表情。</translation>
        </message>
        <message>
            <source>Another scene or person: the portrait rests until their resting face is taken.</source>
            <translation>场景或人物已更换：采集其中性表情之前，肖像保持静止。</translation>
        </message>
        <message>
            <source>It moves again.</source>
            <translation>已恢复活动。</translation>
        </message>
        <message>
            <source>The face is seen again.</source>
            <translation>重新检测到脸。</translation>
        </message>
        <message>
            <source>No face is seen; the portrait rests.</source>
            <translation>没有检测到脸；肖像保持静止。</translation>
        </message>
        <message>
            <source>Sit so that the camera sees your whole face, with light on it.</source>
            <translation>请坐在摄像头能看到整张脸且光线充足的位置。</translation>
        </message>
        <message>
            <source>%1, run by %2</source>
            <translation>%1，由 %2 运行</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and this desktop has no portal that does (%1).</source>
            <translation>Wayland 不会把其他程序的按键交给任何程序，而此桌面没有相应的门户（%1）。</translation>
        </message>
        <message>
            <source>Wayland gives no program the keys of another one, and there is no D-Bus (%1).</source>
            <translation>Wayland 不会把其他程序的按键交给任何程序，而且没有 D-Bus（%1）。</translation>
        </message>
        <message>
            <source>The desktop's portal for keys does not answer.</source>
            <translation>桌面的按键门户没有响应。</translation>
        </message>
        <message>
            <source>The desktop's portal for keys refuses: %1.</source>
            <translation>桌面的按键门户拒绝了：%1。</translation>
        </message>
        <message>
            <source>There is no X server to listen at.</source>
            <translation>没有可供监听的 X 服务器。</translation>
        </message>
        <message>
            <source>on this system that was not built.</source>
            <translation>此系统上尚未实现。</translation>
        </message>
        <message>
            <source>full</source>
            <translation>完整</translation>
        </message>
        <message>
            <source>mouth read every other frame</source>
            <translation>嘴部隔帧读取</translation>
        </message>
        <message>
            <source>drawn at 3/4 size</source>
            <translation>以 3/4 尺寸绘制</translation>
        </message>
        <message>
            <source>drawn at 1/2 size</source>
            <translation>以 1/2 尺寸绘制</translation>
        </message>
        <message>
            <source>no learned part</source>
            <translation>不使用学习部分</translation>
        </message>
        <message>
            <source>no learned part, drawn at 1/2 size</source>
            <translation>不使用学习部分，以 1/2 尺寸绘制</translation>
        </message>
        <message>
            <source>No virtual camera is ready.</source>
            <translation>没有就绪的虚拟摄像头。</translation>
        </message>
        <message>
            <source>%1 gives no pictures.</source>
            <translation>%1 没有画面。</translation>
        </message>
        <message>
            <source>Plug it in again.</source>
            <translation>请重新接入。</translation>
        </message>
        <message>
            <source>Seen by programs that ask PipeWire or the camera portal: Firefox, Chrome, OBS, GNOME Camera. Zoom, Teams, Discord, Skype and others see v4l2loopback only.</source>
            <translation>使用 PipeWire 或摄像头门户的程序可以看到：Firefox、Chrome、OBS、GNOME 相机。Zoom、Teams、Discord、Skype 等只能看到 v4l2loopback。</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is missing.</source>
            <translation>缺少 pyvirtualcam 包。</translation>
        </message>
        <message>
            <source>There is no v4l2loopback device.</source>
            <translation>没有 v4l2loopback 设备。</translation>
        </message>
        <message>
            <source>On Debian or Ubuntu run: %1</source>
            <translation>在 Debian 或 Ubuntu 上运行：%1</translation>
        </message>
        <message>
            <source>a camera in user space, without a kernel module</source>
            <translation>无需内核模块的摄像头</translation>
        </message>
        <message>
            <source>Install OBS Studio, and start its virtual camera once.</source>
            <translation>请安装 OBS Studio，并启动一次其虚拟摄像头。</translation>
        </message>
        <message>
            <source>Install UnityCapture and run its Install.bat.</source>
            <translation>请安装 UnityCapture 并运行其 Install.bat。</translation>
        </message>
        <message>
            <source>GStreamer or its PipeWire plug-in is missing.</source>
            <translation>缺少 GStreamer 或其 PipeWire 插件。</translation>
        </message>
        <message>
            <source>PipeWire is not running in this session.</source>
            <translation>PipeWire 未在此会话中运行。</translation>
        </message>
        <message>
            <source>%1 may not be written by you.</source>
            <translation>您没有 %1 的写入权限。</translation>
        </message>
        <message>
            <source>Run: sudo usermod -aG video $USER, then log out and in again.</source>
            <translation>请运行：sudo usermod -aG video $USER，然后注销并重新登录。</translation>
        </message>
        <message>
            <source>%1 is not installed.</source>
            <translation>未安装 %1。</translation>
        </message>
        <message>
            <source>The package sounddevice is missing.</source>
            <translation>缺少 sounddevice 包。</translation>
        </message>
        <message>
            <source>The library PortAudio is missing.</source>
            <translation>缺少 PortAudio 库。</translation>
        </message>
        <message>
            <source>The microphone %1 is gone.</source>
            <translation>麦克风 %1 已断开。</translation>
        </message>
        <message>
            <source>Plug it in again, or record without sound.</source>
            <translation>请重新接入，或不带声音录制。</translation>
        </message>
        <message>
            <source>The microphone %1 cannot be used (%2).</source>
            <translation>无法使用麦克风 %1（%2）。</translation>
        </message>
        <message>
            <source>The PipeWire camera did not start: %1.</source>
            <translation>PipeWire 摄像头未能启动：%1。</translation>
        </message>
        <message>
            <source>The PipeWire camera stopped: %1.</source>
            <translation>PipeWire 摄像头已停止：%1。</translation>
        </message>
        <message>
            <source>Applications that show it may have to choose it again.</source>
            <translation>正在显示它的程序可能需要重新选择。</translation>
        </message>
        <message>
            <source>A virtual camera cannot show %1×%2 pixels.</source>
            <translation>虚拟摄像头无法显示 %1×%2 像素。</translation>
        </message>
        <message>
            <source>Choose an even width and height.</source>
            <translation>请选择偶数的宽度和高度。</translation>
        </message>
        <message>
            <source>%1 is damaged.</source>
            <translation>%1 已损坏。</translation>
        </message>
        <message>
            <source>The virtual camera cannot be used: %1.</source>
            <translation>无法使用虚拟摄像头：%1。</translation>
        </message>
        <message>
            <source>%1 takes no more frames (%2).</source>
            <translation>%1 不再接收帧（%2）。</translation>
        </message>
        <message>
            <source>There is no virtual camera (no v4l2loopback device).</source>
            <translation>没有虚拟摄像头（没有 v4l2loopback 设备）。</translation>
        </message>
        <message>
            <source>The camera %1 is not there.</source>
            <translation>摄像头 %1 不存在。</translation>
        </message>
        <message>
            <source>No camera was found.</source>
            <translation>未找到摄像头。</translation>
        </message>
        <message>
            <source>Plug one in, or choose another source.</source>
            <translation>请接入一个，或选择其他来源。</translation>
        </message>
        <message>
            <source>%1 is unplugged.</source>
            <translation>%1 已拔出。</translation>
        </message>
        <message>
            <source>Plug it in again; it is then used again.</source>
            <translation>请重新接入，之后会继续使用。</translation>
        </message>
        <message>
            <source>%1 cannot be opened.</source>
            <translation>无法打开 %1。</translation>
        </message>
        <message>
            <source>Plug it in again, into the computer itself rather than a hub; close other programs that use it.</source>
            <translation>请重新接入，直接插到电脑上而不是集线器；并关闭使用它的其他程序。</translation>
        </message>
        <message>
            <source>%1 is in use by %2.</source>
            <translation>%1 正被 %2 使用。</translation>
        </message>
        <message>
            <source>Close %1.</source>
            <translation>请关闭 %1。</translation>
        </message>
        <message>
            <source>another program</source>
            <translation>其他程序</translation>
        </message>
        <message>
            <source>%1 is a folder, not a %2.</source>
            <translation>%1 是文件夹，而不是 %2。</translation>
        </message>
        <message>
            <source>There is no file %1.</source>
            <translation>没有文件 %1。</translation>
        </message>
        <message>
            <source>%1 is empty (0 bytes).</source>
            <translation>%1 是空的（0 字节）。</translation>
        </message>
        <message>
            <source>Copy or download it again; it did not arrive whole.</source>
            <translation>请重新复制或下载；文件不完整。</translation>
        </message>
        <message>
            <source>%1 is damaged or cut short (%2).</source>
            <translation>%1 已损坏或不完整（%2）。</translation>
        </message>
        <message>
            <source>Copy or download the picture again.</source>
            <translation>请重新复制或下载图片。</translation>
        </message>
        <message>
            <source>%1 is not a picture that can be read.</source>
            <translation>%1 不是可读取的图片。</translation>
        </message>
        <message>
            <source>Save it as PNG or JPEG (HEIC and RAW photos need converting) and try again.</source>
            <translation>请存为 PNG 或 JPEG（HEIC 和 RAW 需要转换）后重试。</translation>
        </message>
        <message>
            <source>%1 is partly transparent; grey is laid behind it.</source>
            <translation>%1 部分透明；已在后面铺上灰色。</translation>
        </message>
        <message>
            <source>%1 is not a video that can be read (%2).</source>
            <translation>%1 不是可读取的视频（%2）。</translation>
        </message>
        <message>
            <source>%1 holds no video stream.</source>
            <translation>%1 中没有视频流。</translation>
        </message>
        <message>
            <source>%1 cannot be opened (%2).</source>
            <translation>无法打开 %1（%2）。</translation>
        </message>
        <message>
            <source>Check the address, and that this computer reaches the camera.</source>
            <translation>请检查地址，以及本机能否连接到摄像头。</translation>
        </message>
        <message>
            <source>The connection to %1 broke (%2).</source>
            <translation>与 %1 的连接已断开（%2）。</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>将自动重试。</translation>
        </message>
        <message>
            <source>%1 sends no pictures.</source>
            <translation>%1 没有发送画面。</translation>
        </message>
        <message>
            <source>%1 is not the address of a stream.</source>
            <translation>%1 不是流的地址。</translation>
        </message>
        <message>
            <source>%1 holds no video.</source>
            <translation>%1 中没有视频。</translation>
        </message>
        <message>
            <source>%1 has ended.</source>
            <translation>%1 已结束。</translation>
        </message>
        <message>
            <source>No face was found in %1.</source>
            <translation>在 %1 中未找到脸。</translation>
        </message>
        <message>
            <source>Use a portrait in which the whole face is seen, from the front or slightly from the side, and large enough.</source>
            <translation>请使用能看到整张脸、正面或略侧、且足够大的肖像。</translation>
        </message>
        <message>
            <source>The face in %1 is only %2 pixels tall.</source>
            <translation>%1 中的脸只有 %2 像素高。</translation>
        </message>
        <message>
            <source>Use a larger picture, or cut it closer: at least %1 pixels, better 300.</source>
            <translation>请使用更大的图片，或裁得更近：至少 %1 像素，最好 300。</translation>
        </message>
        <message>
            <source>%1 lay on its side or head; it was turned.</source>
            <translation>%1 是横放或倒置的；已旋转。</translation>
        </message>
        <message>
            <source>%1 shows %2 faces; %3, counted from the left.</source>
            <translation>%1 中有 %2 张脸；%3（从左数）。</translation>
        </message>
        <message>
            <source>the largest one moves: number %1</source>
            <translation>最大的一张会动：第 %1 张</translation>
        </message>
        <message>
            <source>No process could be started for it: %1.</source>
            <translation>无法启动进程：%1。</translation>
        </message>
        <message>
            <source>Close other programs, and try again.</source>
            <translation>请关闭其他程序后重试。</translation>
        </message>
        <message>
            <source>Close other programs, or raise the limit (ulimit -n 1024), and run it again.</source>
            <translation>请关闭其他程序，或提高上限（ulimit -n 1024），然后重试。</translation>
        </message>
        <message>
            <source>Close other programs, raise the limit (ulimit -v), or take smaller pictures.</source>
            <translation>请关闭其他程序，提高上限（ulimit -v），或使用更小的图片。</translation>
        </message>
        <message>
            <source>%1 The portrait is shown here only.</source>
            <translation>%1 肖像仅在此处显示。</translation>
        </message>
        <message>
            <source>The settings could not be read (%1); kept as %2.</source>
            <translation>无法读取设置（%1）；已保留为 %2。</translation>
        </message>
        <message>
            <source>%1 cannot be read (%2).</source>
            <translation>无法读取 %1（%2）。</translation>
        </message>
        <message>
            <source>Look whether it is switched on.</source>
            <translation>请检查是否已开启。</translation>
        </message>
        <message>
            <source>No face is seen.</source>
            <translation>没有检测到脸。</translation>
        </message>
        <message>
            <source>Sit before the camera, with light from the front.</source>
            <translation>请坐在摄像头前，光线来自正面。</translation>
        </message>
        <message>
            <source>Bring your whole face into the picture.</source>
            <translation>请让整张脸进入画面。</translation>
        </message>
        <message>
            <source>Move back, until your whole face is in view.</source>
            <translation>请后退，直到能看到整张脸。</translation>
        </message>
        <message>
            <source>Come closer to the camera.</source>
            <translation>请靠近摄像头。</translation>
        </message>
        <message>
            <source>Turn your face towards the camera.</source>
            <translation>请将脸转向摄像头。</translation>
        </message>
        <message>
            <source>Hold your head still.</source>
            <translation>请保持头部静止。</translation>
        </message>
        <message>
            <source>Keep your eyes open.</source>
            <translation>请保持眼睛睁开。</translation>
        </message>
        <message>
            <source>Close your mouth, teeth a little apart.</source>
            <translation>请闭上嘴，牙齿略微分开。</translation>
        </message>
        <message>
            <source>Relax your face, as if nobody looked.</source>
            <translation>请放松面部，就像没人在看。</translation>
        </message>
        <message>
            <source>Looking at the portrait</source>
            <translation>正在查看肖像</translation>
        </message>
        <message>
            <source>Opening the generator</source>
            <translation>正在打开生成器</translation>
        </message>
        <message>
            <source>Finding the driver's resting face</source>
            <translation>正在查找驱动者的中性表情</translation>
        </message>
        <message>
            <source>Seeing how the portrait answers</source>
            <translation>正在测量肖像的反应</translation>
        </message>
        <message>
            <source>Moving the portrait</source>
            <translation>正在驱动肖像</translation>
        </message>
        <message>
            <source>The worker's process ended by itself (exit %1).</source>
            <translation>任务进程自行结束（退出码 %1）。</translation>
        </message>
        <message>
            <source>It may have run out of memory: close other programs, or choose a smaller size.</source>
            <translation>可能内存不足：请关闭其他程序，或选择更小的尺寸。</translation>
        </message>
        <message>
            <source>All that is needed works.</source>
            <translation>所需的一切都正常。</translation>
        </message>
        <message>
            <source>Videos can be moved. To mend for more: %1.</source>
            <translation>可以处理视频。如需更多功能，待修复：%1。</translation>
        </message>
        <message>
            <source>To mend: %1.</source>
            <translation>待修复：%1。</translation>
        </message>
        <message>
            <source>Close the other program that feeds it, or name another device.</source>
            <translation>请关闭正在向其输出的其他程序，或指定其他设备。</translation>
        </message>
        <message>
            <source>The package pyvirtualcam is not installed.</source>
            <translation>未安装 pyvirtualcam 包。</translation>
        </message>
        <message>
            <source>The package sounddevice is not installed.</source>
            <translation>未安装 sounddevice 包。</translation>
        </message>
        <message>
            <source>The library PortAudio is not installed.</source>
            <translation>未安装 PortAudio 库。</translation>
        </message>
        <message>
            <source>The certificate %1 cannot be read (%2).</source>
            <translation>无法读取证书 %1（%2）。</translation>
        </message>
        <message>
            <source>The policy %1 cannot be read (%2).</source>
            <translation>无法读取策略 %1（%2）。</translation>
        </message>
        <message>
            <source>Run: %1</source>
            <translation>请运行：%1</translation>
        </message>
        <message>
            <source>Moves the photograph and draws mouth and eyes anew.</source>
            <translation>移动照片，并重新绘制嘴和眼睛。</translation>
        </message>
        <message>
            <source>Moves the photograph's own pixels and draws nothing: the fastest.</source>
            <translation>只移动照片自身的像素，不做绘制：最快。</translation>
        </message>
        <message>
            <source>Draws expression and identity, each attended for itself (Ali and Hughes 2020).</source>
            <translation>绘制表情与身份，分别施加注意力（Ali and Hughes 2020）。</translation>
        </message>
        <message>
            <source>Redraws the face by action units, taught by its depth (Bodur et al. 2021).</source>
            <translation>按动作单元重绘面部，并由其深度指导训练（Bodur et al. 2021）。</translation>
        </message>
        <message>
            <source>Draws the expression as it is read off the driver's picture (Shao et al. 2021).</source>
            <translation>按从驱动者画面中读取的表情进行绘制（Shao et al. 2021）。</translation>
        </message>
        <message>
            <source>Redraws the face by how far each action unit has changed (Ling et al. 2020).</source>
            <translation>按各动作单元的变化量重绘面部（Ling et al. 2020）。</translation>
        </message>
    </context>
    <context>
        <name>PortraitList</name>
        <message>
            <source>Portraits</source>
            <translation>肖像</translation>
        </message>
        <message>
            <source>shown</source>
            <translation>显示中</translation>
        </message>
        <message>
            <source>being prepared</source>
            <translation>准备中</translation>
        </message>
        <message>
            <source>preparing…</source>
            <translation>准备中…</translation>
        </message>
    </context>
    <context>
        <name>PortraitPage</name>
        <message>
            <source>Who shall move?</source>
            <translation>让谁动起来？</translation>
        </message>
        <message>
            <source>The whole face should be seen, from the front, with the mouth closed.</source>
            <translation>应能看到整张脸，正面，嘴巴闭合。</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>肖像</translation>
        </message>
        <message>
            <source>Choose a picture…</source>
            <translation>选择图片…</translation>
        </message>
        <message>
            <source>Looking for a face in %1 …</source>
            <translation>正在 %1 中查找脸…</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>肖像</translation>
        </message>
    </context>
    <context>
        <name>PoseControl</name>
        <message>
            <source>The picture was saved as %1.</source>
            <translation>图片已保存为 %1。</translation>
        </message>
    </context>
    <context>
        <name>PosePanel</name>
        <message>
            <source>Left and right apart</source>
            <translation>左右分开</translation>
        </message>
        <message>
            <source>Save as a picture…</source>
            <translation>另存为图片…</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Turn</source>
            <translation>转头</translation>
        </message>
        <message>
            <source>Nod</source>
            <translation>点头</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>歪头</translation>
        </message>
        <message>
            <source>Head</source>
            <translation>头</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉毛</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>眼睛</translation>
        </message>
        <message>
            <source>Mouth and nose</source>
            <translation>嘴和鼻</translation>
        </message>
        <message>
            <source>Jaw, cheeks</source>
            <translation>下颌、脸颊</translation>
        </message>
        <message>
            <source>Save as a picture</source>
            <translation>另存为图片</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>The driver moves the portrait. Stop to edit it by hand.</source>
            <translation>驱动者正在控制肖像。停止后可手动编辑。</translation>
        </message>
        <message>
            <source>Moves the portrait by hand. What it shows already is the middle.</source>
            <translation>手动控制肖像。中间位置是它原有的样子。</translation>
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
            <translation>含蓄</translation>
        </message>
        <message>
            <source>Lively</source>
            <translation>活泼</translation>
        </message>
        <message>
            <source>Only the face</source>
            <translation>仅脸部</translation>
        </message>
        <message>
            <source>Steady</source>
            <translation>稳定</translation>
        </message>
    </context>
    <context>
        <name>Preview</name>
        <message>
            <source>Preview</source>
            <translation>预览</translation>
        </message>
        <message>
            <source>Wheel: zoom. Drag: move. Double-click: show all.</source>
            <translation>滚轮：缩放。拖动：移动。双击：显示全部。</translation>
        </message>
        <message>
            <source>Drop a portrait here, or paste one</source>
            <translation>将肖像拖放或粘贴到这里</translation>
        </message>
        <message>
            <source>Driver</source>
            <translation>驱动者</translation>
        </message>
        <message>
            <source>Portrait</source>
            <translation>肖像</translation>
        </message>
        <message>
            <source>Click a face: it drives</source>
            <translation>点击一张脸：由它驱动</translation>
        </message>
        <message>
            <source>The driver appears here</source>
            <translation>驱动者将显示在这里</translation>
        </message>
        <message>
            <source>Panic: viewers see the standby picture</source>
            <translation>紧急遮挡：观众看到的是待机画面</translation>
        </message>
        <message>
            <source>Frozen</source>
            <translation>已冻结</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在启动…</translation>
        </message>
        <message>
            <source>● Recording</source>
            <translation>● 录制中</translation>
        </message>
        <message>
            <source>Preparing %1…</source>
            <translation>正在准备 %1…</translation>
        </message>
    </context>
    <context>
        <name>ReachPage</name>
        <message>
            <source>Skip this one</source>
            <translation>跳过此项</translation>
        </message>
        <message>
            <source>Now as far as you can</source>
            <translation>现在请尽量做到最大</translation>
        </message>
        <message>
            <source>Do what is marked, and hold it for a second. If you reach less than the small line, the portrait will answer more strongly.</source>
            <translation>做出标出的动作并保持一秒。如果达不到小标线，肖像的反应会更强。</translation>
        </message>
        <message>
            <source>Smile broadly</source>
            <translation>大笑</translation>
        </message>
        <message>
            <source>Open your mouth</source>
            <translation>张开嘴</translation>
        </message>
        <message>
            <source>Raise your brows</source>
            <translation>扬起眉毛</translation>
        </message>
        <message>
            <source>Close your eyes</source>
            <translation>闭上眼睛</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>已跳过</translation>
        </message>
        <message>
            <source>Now, and hold it</source>
            <translation>现在，请保持</translation>
        </message>
    </context>
    <context>
        <name>ReadingDialog</name>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Recorder</name>
        <message>
            <source>Snapshot saved.</source>
            <translation>快照已保存。</translation>
        </message>
        <message>
            <source>Recording saved.</source>
            <translation>录制已保存。</translation>
        </message>
        <message>
            <source>The recording could not be finished.</source>
            <translation>无法完成录制。</translation>
        </message>
        <message>
            <source>The log tells why.</source>
            <translation>原因见日志。</translation>
        </message>
        <message>
            <source>The log has more.</source>
            <translation>详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>RemoteControl</name>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>这是 rtxfer 的缺陷；详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>There is no portrait to move.</source>
            <translation>没有可驱动的肖像。</translation>
        </message>
        <message>
            <source>Drop a picture of a face into the gallery.</source>
            <translation>请将一张人脸图片拖放到图库中。</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>这是 rtxfer 的缺陷；详情见日志。</translation>
        </message>
    </context>
    <context>
        <name>SourceList</name>
        <message>
            <source>Sources</source>
            <translation>来源</translation>
        </message>
    </context>
    <context>
        <name>SourcePanel</name>
        <message>
            <source>This camera mirrors its picture</source>
            <translation>此摄像头的画面是镜像的</translation>
        </message>
        <message>
            <source>Tick it if text before the camera reads backwards.</source>
            <translation>如果摄像头前的文字看起来是反的，请勾选。</translation>
        </message>
        <message>
            <source>Take neutral</source>
            <translation>重新采集</translation>
        </message>
        <message>
            <source>Calibrate…</source>
            <translation>校准…</translation>
        </message>
        <message>
            <source>Look for cameras again</source>
            <translation>重新查找摄像头</translation>
        </message>
        <message>
            <source>Add a video file…</source>
            <translation>添加视频文件…</translation>
        </message>
        <message>
            <source>Add a network stream…</source>
            <translation>添加网络流…</translation>
        </message>
        <message>
            <source>Remove from the list</source>
            <translation>从列表中移除</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Resting face</source>
            <translation>中性表情</translation>
        </message>
        <message>
            <source>Demo clip</source>
            <translation>演示短片</translation>
        </message>
        <message>
            <source>a person, shipped with rtxfer</source>
            <translation>一个人，rtxfer 自带</translation>
        </message>
        <message>
            <source>not found at the moment</source>
            <translation>目前未找到</translation>
        </message>
        <message>
            <source>Looking at %1…</source>
            <translation>正在查看 %1…</translation>
        </message>
        <message>
            <source>This is a bug of rtxfer; the log has more.</source>
            <translation>这是 rtxfer 的缺陷；详情见日志。</translation>
        </message>
        <message>
            <source>%1 was removed from the sources.</source>
            <translation>已从来源中移除 %1。</translation>
        </message>
        <message>
            <source>Add a video</source>
            <translation>添加视频</translation>
        </message>
        <message>
            <source>Add a network stream</source>
            <translation>添加网络流</translation>
        </message>
        <message>
            <source>Address (rtsp://… or http://…)</source>
            <translation>地址（rtsp://… 或 http://…）</translation>
        </message>
        <message>
            <source>Taken in the first second after Start: relax and look at the camera.</source>
            <translation>在“开始”后的第一秒采集：请放松并看着摄像头。</translation>
        </message>
        <message>
            <source>Look at the camera and relax; it is being taken.</source>
            <translation>请看着摄像头并放松；正在采集。</translation>
        </message>
        <message>
            <source>Known. Take it again if the portrait does not rest when you do.</source>
            <translation>已采集。如果您放松时肖像没有静止，请重新采集。</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Status</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>录制</translation>
        </message>
        <message>
            <source>Quality</source>
            <translation>质量</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>摄像头</translation>
        </message>
        <message>
            <source>Frames that the camera gives per second</source>
            <translation>摄像头每秒提供的帧数</translation>
        </message>
        <message>
            <source>Generated</source>
            <translation>生成</translation>
        </message>
        <message>
            <source>Different portraits made per second; repeated ones do not count</source>
            <translation>每秒生成的不同肖像数；重复的不计</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Frames sent per second</source>
            <translation>每秒发送的帧数</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>From the capture of a frame to its being sent: half are faster</source>
            <translation>从采集一帧到发送：半数更快</translation>
        </message>
        <message>
            <source>● Starting</source>
            <translation>● 正在启动</translation>
        </message>
        <message>
            <source>● Stopped</source>
            <translation>● 已停止</translation>
        </message>
        <message>
            <source>● Recording %1</source>
            <translation>● 录制中 %1</translation>
        </message>
        <message>
            <source>● Preview only</source>
            <translation>● 仅预览</translation>
        </message>
        <message>
            <source>Nothing is sent: this run has no virtual camera. See Output, Send to.</source>
            <translation>没有发送任何内容：本次没有虚拟摄像头。见“输出”中的“发送到”。</translation>
        </message>
        <message>
            <source>Nothing is sent yet.</source>
            <translation>尚未发送任何内容。</translation>
        </message>
        <message>
            <source>● Nothing is sent</source>
            <translation>● 未发送</translation>
        </message>
        <message>
            <source>The virtual camera takes no pictures; it is tried again.</source>
            <translation>虚拟摄像头不接收画面；正在重试。</translation>
        </message>
        <message>
            <source>● Panic</source>
            <translation>● 紧急遮挡</translation>
        </message>
        <message>
            <source>Viewers see the standby picture.</source>
            <translation>观众看到的是待机画面。</translation>
        </message>
        <message>
            <source>● Frozen</source>
            <translation>● 已冻结</translation>
        </message>
        <message>
            <source>Viewers see a still picture.</source>
            <translation>观众看到的是静止画面。</translation>
        </message>
        <message>
            <source>● At rest</source>
            <translation>● 静止</translation>
        </message>
        <message>
            <source>The source gives no pictures; viewers see the portrait at rest.</source>
            <translation>来源没有画面；观众看到的是静止的肖像。</translation>
        </message>
        <message>
            <source>● Live</source>
            <translation>● 直播</translation>
        </message>
        <message>
            <source>Viewers see the portrait move.</source>
            <translation>观众看到肖像在动。</translation>
        </message>
        <message>
            <source>%1 pictures a second: close other programs</source>
            <translation>每秒 %1 帧：请关闭其他程序</translation>
        </message>
        <message>
            <source>%1 pictures a second: choose Fast</source>
            <translation>每秒 %1 帧：请选“快速”</translation>
        </message>
        <message>
            <source>Output, Generator, Quality</source>
            <translation>输出，生成器，质量</translation>
        </message>
        <message>
            <source>Measuring this computer, once: %1 %</source>
            <translation>首次测量中：%1 %</translation>
        </message>
        <message>
            <source>What suits it best is found out while it is live already, and remembered.</source>
            <translation>最合适的方式会在直播期间测出并记住。</translation>
        </message>
        <message>
            <source>%1 fps</source>
            <translation>%1 fps</translation>
        </message>
        <message>
            <source>Half within %1 ms, 95 % within %2 ms, 99 % within %3 ms</source>
            <translation>半数在 %1 ms 内，95 % 在 %2 ms 内，99 % 在 %3 ms 内</translation>
        </message>
        <message>
            <source>Face seen</source>
            <translation>检测到脸</translation>
        </message>
        <message>
            <source>No face</source>
            <translation>没有脸</translation>
        </message>
        <message>
            <source>Quality: %1</source>
            <translation>质量：%1</translation>
        </message>
        <message>
            <source>With less, so that this computer keeps the rate: %1</source>
            <translation>为保持帧率而降低：%1</translation>
        </message>
        <message>
            <source>Nothing is left out</source>
            <translation>没有降低</translation>
        </message>
        <message>
            <source>Chosen by hand</source>
            <translation>手动选择</translation>
        </message>
    </context>
    <context>
        <name>TargetPanel</name>
        <message>
            <source>Add portraits…</source>
            <translation>添加肖像…</translation>
        </message>
        <message>
            <source>Add all portraits of a folder…</source>
            <translation>添加文件夹中的所有肖像…</translation>
        </message>
        <message>
            <source>Paste a portrait</source>
            <translation>粘贴肖像</translation>
        </message>
        <message>
            <source>Remove from the gallery</source>
            <translation>从图库中移除</translation>
        </message>
        <message>
            <source>Portraits</source>
            <translation>肖像</translation>
        </message>
        <message>
            <source>drop pictures or folders here</source>
            <translation>将图片或文件夹拖放到这里</translation>
        </message>
        <message>
            <source>%1 was removed from the gallery.</source>
            <translation>已从图库中移除 %1。</translation>
        </message>
        <message numerus="yes">
            <source>%n pictures cannot be used.</source>
            <translation>
                <numerusform>%n 张图片无法使用。</numerusform>
            </translation>
        </message>
        <message>
            <source>The details say why.</source>
            <translation>原因见详细信息。</translation>
        </message>
        <message>
            <source>Add portraits</source>
            <translation>添加肖像</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Add all portraits of a folder</source>
            <translation>添加文件夹中的所有肖像</translation>
        </message>
        <message>
            <source>Choose the face that moves…</source>
            <translation>选择要动的脸…</translation>
        </message>
    </context>
    <context>
        <name>Transport</name>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Freeze the output</source>
            <translation>冻结输出</translation>
        </message>
        <message>
            <source>Take a new neutral</source>
            <translation>重新采集中性表情</translation>
        </message>
        <message>
            <source>Save a snapshot</source>
            <translation>保存快照</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>录制</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>紧急遮挡</translation>
        </message>
        <message>
            <source>Apply now</source>
            <translation>立即应用</translation>
        </message>
        <message>
            <source>Viewers see a standby picture instead of the portrait, at once</source>
            <translation>观众会立即看到待机画面，而不是肖像</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Camera settings wait for the next start.</source>
            <translation>摄像头设置将在下次启动时生效。</translation>
        </message>
        <message>
            <source>What you changed waits for the next start.</source>
            <translation>您的更改将在下次启动时生效。</translation>
        </message>
        <message>
            <source>Applying it now ends the recording.</source>
            <translation>立即应用会结束录制。</translation>
        </message>
        <message>
            <source>The driver is not seen for a moment; the portrait rests.</source>
            <translation>驱动者会短暂消失；肖像保持静止。</translation>
        </message>
        <message>
            <source>Viewers lose the camera for a moment.</source>
            <translation>观众会短暂失去摄像头画面。</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Show the window</source>
            <translation>显示窗口</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Panic</source>
            <translation>紧急遮挡</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>rtxfer: started</source>
            <translation>rtxfer：运行中</translation>
        </message>
    </context>
    <context>
        <name>VirtualCameraPage</name>
        <message>
            <source>Into the video call</source>
            <translation>用于视频通话</translation>
        </message>
        <message>
            <source>There you choose “rtxfer” as the camera. One of these has to be ready:</source>
            <translation>在通话程序中选择“rtxfer”作为摄像头。以下任一项需就绪：</translation>
        </message>
        <message>
            <source>Check again</source>
            <translation>重新检查</translation>
        </message>
        <message>
            <source>Checking …</source>
            <translation>正在检查…</translation>
        </message>
        <message>
            <source>All is ready.</source>
            <translation>全部就绪。</translation>
        </message>
        <message>
            <source>You can go on without, and record or look at the portrait here.</source>
            <translation>没有也可以继续，您可以在这里录制或观看肖像。</translation>
        </message>
    </context>
    <context>
        <name>_Asking</name>
        <message>
            <source>Stay here</source>
            <translation>留在这里</translation>
        </message>
        <message>
            <source>Close and work on</source>
            <translation>关闭并继续工作</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>停止并关闭</translation>
        </message>
        <message>
            <source>Unfinished jobs: %1. What shall become of them?</source>
            <translation>未完成的任务：%1。如何处理？</translation>
        </message>
    </context>
    <context>
        <name>_DonePage</name>
        <message>
            <source>That is all</source>
            <translation>全部完成</translation>
        </message>
        <message>
            <source>How strongly the portrait will answer you, beside what is usual:</source>
            <translation>与通常相比，肖像对您的反应强度：</translation>
        </message>
        <message>
            <source>Brows</source>
            <translation>眉毛</translation>
        </message>
        <message>
            <source>Eyes</source>
            <translation>眼睛</translation>
        </message>
        <message>
            <source>Mouth</source>
            <translation>嘴</translation>
        </message>
        <message>
            <source>Jaw</source>
            <translation>下颌</translation>
        </message>
    </context>
</TS>
